package cloudjar.services.sns;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;

/** Where a topic is, if it exists. */
record TopicAddress(String account, String region, String name) {
    private static final int ARN_PARTS = 6;

    /** The topic of an ARN that a caller gave: one of the call's region, of whichever account. */
    static TopicAddress of(String topicArn, Call call) {
        return of(topicArn, "TopicArn", call);
    }

    /** As the other, where the ARN stands in a parameter of another name. */
    static TopicAddress of(String topicArn, String parameter, Call call) {
        Arn arn = arn(topicArn, parameter);
        if (!arn.service().equals("sns") || !arn.region().equals(call.region())) {
            throw SnsErrors.invalid(parameter);
        }
        return new TopicAddress(arn.account(), arn.region(), arn.resource());
    }

    /** The ARN that the text is, in AWS's words where it is none. */
    static Arn arn(String text, String parameter) {
        int parts = text.split(":", -1).length;
        if (parts < ARN_PARTS) {
            throw SnsErrors.invalid(parameter, "An ARN must have at least 6 elements, not " + parts);
        }
        return Arn.parse(text).orElseThrow(() -> SnsErrors.invalid(parameter));
    }

    SnsTables tables() {
        return SnsTables.in(account, region);
    }

    /**
     * The topic.
     *
     * @throws cloudjar.kernel.shape.ApiException NotFound
     */
    Topic get(Snapshot snapshot) {
        return tables().topics.get(snapshot, name).orElseThrow(SnsErrors::topicDoesNotExist);
    }
}
