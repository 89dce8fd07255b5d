package cloudjar.services.sns;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.vault.OpenKeys;
import cloudjar.kernel.world.World;
import cloudjar.services.DataKeys;
import cloudjar.services.DataKeys.DataKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gets data keys of KMS for topics that have a key, on behalf of who publishes: who may not use the key may not publish. A data
 * key serves one publisher and topic for five minutes; after that, what it has encrypted is read only if KMS opens it again for
 * the same publisher. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">Key management</a>
 */
final class TopicKeys {
    private static final String CONTEXT = "aws:sns:topicArn";
    private static final Duration REUSE = Duration.ofSeconds(SnsLimits.DATA_KEY_REUSE.current());

    private final DataKeys keys;

    TopicKeys(Cloud cloud) {
        this.keys = new DataKeys(cloud, SnsErrors::ofKms);
    }

    private record Use(String publisher, String keyId, String topicArn) {}

    /** The data keys of a world that are in use. */
    private record Known(OpenKeys<Use, Seal> publishing, OpenKeys<Bytes, Bytes> reading) {
        Known() {
            this(new OpenKeys<>(), new OpenKeys<>());
        }

        static Known of(World world) {
            return world.derived(Known.class, Known::new);
        }
    }

    /**
     * How what is published to a topic is encrypted where it is kept; null where the topic has no key.
     *
     * @throws ApiException where KMS refuses the publisher a data key
     */
    @Nullable
    Seal require(Topic topic, Call call) {
        String keyId = topic.attributes().get(TopicAttributes.KMS_MASTER_KEY_ID);
        if (keyId == null) {
            return null;
        }
        Use use = new Use(call.principal().id(), keyId, topic.arn());
        return Known.of(call.world()).publishing().get(use, call.time(), REUSE, () -> made(keyId, topic, call));
    }

    private Seal made(String keyId, Topic topic, Call call) {
        Call asked = call.in(topic.account(), topic.region()).via("sns");
        DataKey key = keys.make(keyId, Map.of(CONTEXT, topic.arn()), asked);
        Known.of(call.world()).reading().keep(key.encrypted(), key.plaintext(), call.time());
        return new Seal(key.encrypted(), topic.arn(), call.principal());
    }

    /**
     * A data key in the clear.
     *
     * @throws ApiException where KMS does not open it for who published with it
     */
    Bytes open(Seal seal, World world) {
        Instant now = world.clock().now();
        return Known.of(world).reading().get(seal.dataKey(), now, REUSE, () -> opened(seal, world));
    }

    private Bytes opened(Seal seal, World world) {
        Arn topic = Arn.parse(seal.topicArn()).orElseThrow();
        Call own = Couriers.own(world, topic.account(), topic.region(), seal.topicArn());
        return keys.open(
                seal.dataKey(),
                Map.of(CONTEXT, seal.topicArn()),
                own.as(seal.publisher()).via("sns"));
    }
}
