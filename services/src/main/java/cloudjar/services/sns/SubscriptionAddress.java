package cloudjar.services.sns;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.sns.SnsTables.OwnedKey;
import org.jspecify.annotations.Nullable;

/** Where a subscription is, if it exists. */
record SubscriptionAddress(String account, String region, String topicName, String id) {
    /** The subscription of an ARN that a caller gave (recorded: test_unsubscribe_wrong_arn_format). */
    static SubscriptionAddress of(@Nullable String subscriptionArn, Call call) {
        if (subscriptionArn == null || subscriptionArn.isEmpty()) {
            throw SnsErrors.invalid("SubscriptionArn", "no value for required parameter");
        }
        Arn arn = TopicAddress.arn(subscriptionArn, "SubscriptionArn");
        int colon = arn.resource().indexOf(':');
        if (colon < 0) {
            throw SnsErrors.invalid("SubscriptionId");
        }
        if (!arn.service().equals("sns") || !isReached(arn, call)) {
            throw SnsErrors.invalid("SubscriptionArn");
        }
        return new SubscriptionAddress(
                arn.account(),
                arn.region(),
                arn.resource().substring(0, colon),
                arn.resource().substring(colon + 1));
    }

    /** Whether the call is for the ARN's region; who follows a link signs nothing and so names none. */
    private static boolean isReached(Arn arn, Call call) {
        return arn.region().equals(call.region()) || call.principal() instanceof Principal.Anonymous;
    }

    SnsTables tables() {
        return SnsTables.in(account, region);
    }

    OwnedKey key() {
        return new OwnedKey(topicName, id);
    }

    /**
     * The subscription.
     *
     * @throws cloudjar.kernel.shape.ApiException NotFound
     */
    Subscription get(Snapshot snapshot) {
        return tables().subscriptions.get(snapshot, key()).orElseThrow(SnsErrors::subscriptionDoesNotExist);
    }
}
