package cloudjar.services.sns;

import cloudjar.api.kms.DataKeySpec;
import cloudjar.api.kms.GenerateDataKeyRequest;
import cloudjar.api.kms.Kms;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gets data keys of KMS for topics that have a key, on behalf of who publishes: who may not use the key may not publish. A data
 * key serves one publisher and topic for five minutes. Thread-safe.
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

    /** The data keys of a world that are in use, by when they were made. */
    private static final class Known {
        private static final int KNOWN_MAX = 10_000;

        final Map<Use, Long> since = new ConcurrentHashMap<>();
    }

    /**
     * Asks for a data key where a topic needs one and the publisher has none.
     *
     * @throws ApiException where KMS refuses it
     */
    void require(Topic topic, Call call) {
        String keyId = topic.attributes().get(TopicAttributes.KMS_MASTER_KEY_ID);
        if (keyId == null) {
            return;
        }
        Map<Use, Long> known = call.world().derived(Known.class, Known::new).since;
        Use use = new Use(call.principal().id(), keyId, topic.arn());
        long now = call.time().toEpochMilli();
        long age = now - known.getOrDefault(use, Long.MIN_VALUE / 2);
        if (age >= 0 && age < SnsLimits.DATA_KEY_REUSE.current() * 1000L) {
            return;
        }
        generate(keyId, topic, call);
        if (known.size() >= Known.KNOWN_MAX) {
            known.clear();
        }
        known.put(use, now);
    }

    private void generate(String keyId, Topic topic, Call call) {
        try {
            cloud.client(Kms.API)
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
}
