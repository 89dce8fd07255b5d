package cloudjar.services.sns;

import cloudjar.api.kms.DataKeySpec;
import cloudjar.api.kms.DecryptRequest;
import cloudjar.api.kms.GenerateDataKeyRequest;
import cloudjar.api.kms.GenerateDataKeyResponse;
import cloudjar.api.kms.Kms;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.world.World;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
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

    private final Cloud cloud;

    TopicKeys(Cloud cloud) {
        this.cloud = cloud;
    }

    private record Use(String publisher, String keyId, String topicArn) {}

    /** A data key in the clear, which is in no store. */
    private record DataKey(Bytes plaintext, Seal seal, long sinceMillis) {
        boolean serves(long nowMillis) {
            return nowMillis >= sinceMillis && nowMillis - sinceMillis < SnsLimits.DATA_KEY_REUSE.current() * 1000L;
        }
    }

    /** The data keys of a world that are in use. */
    private static final class Known {
        private static final int KNOWN_MAX = 10_000;

        final Map<Use, DataKey> publishing = new ConcurrentHashMap<>();
        final Map<Bytes, DataKey> reading = new ConcurrentHashMap<>();

        static Known of(World world) {
            return world.derived(Known.class, Known::new);
        }

        static <K> void keep(Map<K, DataKey> known, K of, DataKey key) {
            if (known.size() >= KNOWN_MAX) {
                known.clear();
            }
            known.put(of, key);
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
        Known known = Known.of(call.world());
        Use use = new Use(call.principal().id(), keyId, topic.arn());
        long now = call.time().toEpochMilli();
        DataKey key = known.publishing.get(use);
        if (key == null || !key.serves(now)) {
            GenerateDataKeyResponse made = generate(keyId, topic, call);
            key = new DataKey(
                    Objects.requireNonNull(made.plaintext()),
                    new Seal(Objects.requireNonNull(made.ciphertextBlob()), topic.arn(), call.principal()),
                    now);
            Known.keep(known.publishing, use, key);
            Known.keep(known.reading, key.seal().dataKey(), key);
        }
        return key.seal();
    }

    private GenerateDataKeyResponse generate(String keyId, Topic topic, Call call) {
        try {
            return cloud.client(Kms.API)
                    .generateDataKey(
                            GenerateDataKeyRequest.builder()
                                    .keyId(keyId)
                                    .keySpec(DataKeySpec.AES_256)
                                    .encryptionContext(Map.of(CONTEXT, topic.arn()))
                                    .build(),
                            call.in(topic.account(), topic.region()).via("sns"));
        } catch (ApiException e) {
            throw SnsErrors.ofKms(e);
        }
    }

    /**
     * A data key in the clear.
     *
     * @throws ApiException where KMS does not open it for who published with it
     */
    Bytes open(Seal seal, World world) {
        Known known = Known.of(world);
        long now = world.clock().now().toEpochMilli();
        DataKey key = known.reading.get(seal.dataKey());
        if (key == null || !key.serves(now)) {
            key = new DataKey(decrypt(seal, world), seal, now);
            Known.keep(known.reading, seal.dataKey(), key);
        }
        return key.plaintext();
    }

    private Bytes decrypt(Seal seal, World world) {
        Arn topic = Arn.parse(seal.topicArn()).orElseThrow();
        Call own =
                Couriers.own(world, topic.account(), topic.region(), world.ids().uuid(), seal.topicArn());
        try {
            return Objects.requireNonNull(cloud.client(Kms.API)
                    .decrypt(
                            DecryptRequest.builder()
                                    .ciphertextBlob(seal.dataKey())
                                    .encryptionContext(Map.of(CONTEXT, seal.topicArn()))
                                    .build(),
                            own.as(seal.publisher()).via("sns"))
                    .plaintext());
        } catch (ApiException e) {
            throw SnsErrors.ofKms(e);
        }
    }
}
