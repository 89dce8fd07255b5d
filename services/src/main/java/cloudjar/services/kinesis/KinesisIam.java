package cloudjar.services.kinesis;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Locator;
import cloudjar.kernel.call.access.Rule;
import cloudjar.kernel.shape.Structure;
import org.jspecify.annotations.Nullable;

/**
 * What operations of Kinesis need permission for: the action of their name on the stream or the consumer. A reader's stream is in
 * its iterator.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html">Actions of
 *     Amazon Kinesis Data Streams</a>
 */
final class KinesisIam {
    private static final Locator RESOURCE = asked -> asked.textOrEmpty("ResourceARN");
    private static final Locator CONSUMER = KinesisIam::consumer;

    static final AccessRules RULES = AccessRules.of("kinesis")
            .usually(KinesisIam::stream)
            .on(Locator.NONE, "ListStreams", "DescribeLimits", "DescribeAccountSettings", "UpdateAccountSettings")
            .on(
                    "CreateStream",
                    Rule.need("kinesis:CreateStream", KinesisIam::stream)
                            .and(Rule.need("kinesis:AddTagsToStream", KinesisIam::stream)
                                    .when(asked -> asked.has("Tags"))))
            .on(CONSUMER, "DescribeStreamConsumer", "DeregisterStreamConsumer", "SubscribeToShard")
            .on(
                    RESOURCE,
                    "PutResourcePolicy",
                    "GetResourcePolicy",
                    "DeleteResourcePolicy",
                    "TagResource",
                    "UntagResource",
                    "ListTagsForResource")
            .carriedOutAt(KinesisIam::place)
            .build();

    private KinesisIam() {}

    private static @Nullable String text(Structure input, String member) {
        return input.schema().members().stream().anyMatch(known -> known.name().equals(member))
                ? (String) input.get(member)
                : null;
    }

    /** The resource that an input names by an ARN, or by an iterator; null where it does not. */
    private static @Nullable String place(Structure input) {
        for (String member : new String[] {"StreamARN", "ConsumerARN", "ResourceARN"}) {
            String arn = text(input, member);
            if (arn != null) {
                return arn;
            }
        }
        String iterator = text(input, "ShardIterator");
        return iterator == null
                ? null
                : ShardIterator.parse(iterator).map(ShardIterator::arn).orElse(null);
    }

    private static String stream(Asked asked) {
        String arn = place(asked.input());
        if (arn != null) {
            return arn;
        }
        String name = text(asked.input(), "StreamName");
        return name == null ? "*" : asked.arn("kinesis", "stream/" + name);
    }

    private static String consumer(Asked asked) {
        String arn = asked.text("ConsumerARN");
        return arn != null
                ? arn
                : asked.textOrEmpty("StreamARN") + StreamConsumer.MARK + asked.textOrEmpty("ConsumerName") + ":*";
    }
}
