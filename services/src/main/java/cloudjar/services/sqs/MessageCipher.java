package cloudjar.services.sqs;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.vault.AesGcm;
import cloudjar.kernel.vault.OpenKeys;
import cloudjar.services.DataKeys;
import cloudjar.services.DataKeys.DataKey;
import java.time.Duration;
import java.util.Map;

/**
 * Encrypts bodies for queues that have a key in KMS, and decrypts them: with data keys that KMS makes on behalf of who sends
 * and opens on behalf of who receives, each used for as long as the queue says.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html">Key
 *     management</a>
 */
final class MessageCipher {
    private static final String CONTEXT = "aws:sqs:arn";

    private final DataKeys keys;

    MessageCipher(Cloud cloud) {
        this.keys = new DataKeys(cloud, SqsErrors::ofKms);
    }

    /** For whom a data key was made. */
    private record Use(String principal, String keyId, String queueArn) {}

    /** Who may read what a data key has encrypted. */
    private record Reader(String principal, Bytes dataKey) {}

    /** The data keys of a world that are in use. */
    private record Known(OpenKeys<Use, DataKey> sending, OpenKeys<Reader, Bytes> reading) {
        Known() {
            this(new OpenKeys<>(), new OpenKeys<>());
        }

        static Known of(Call call) {
            return call.world().derived(Known.class, Known::new);
        }
    }

    /**
     * The message as the queue keeps it.
     *
     * @throws ApiException where KMS gives the caller no data key
     */
    Message seal(Message message, Queue queue, Call call) {
        String keyId = queue.attributes().kmsMasterKeyId();
        if (keyId == null) {
            return message;
        }
        DataKey key = Known.of(call)
                .sending()
                .get(
                        new Use(call.principal().id(), keyId, queue.arn()),
                        call.time(),
                        reuse(queue),
                        () -> keys.make(keyId, Map.of(CONTEXT, queue.arn()), asked(queue, call)));
        Bytes sealed =
                AesGcm.seal(key.plaintext(), call.world().ids().bytes(AesGcm.NONCE), Bytes.ofUtf8(message.body()));
        return message.sealed(sealed.toBase64(), new Seal(key.encrypted(), queue.arn()));
    }

    /**
     * The data key of a message, opened for who receives it.
     *
     * @throws ApiException where KMS does not open it for the caller
     */
    Bytes open(Seal seal, Queue queue, Call call) {
        return Known.of(call)
                .reading()
                .get(
                        new Reader(call.principal().id(), seal.dataKey()),
                        call.world().clock().now(),
                        reuse(queue),
                        () -> keys.open(seal.dataKey(), Map.of(CONTEXT, seal.queueArn()), asked(queue, call)));
    }

    private static Duration reuse(Queue queue) {
        return Duration.ofSeconds(queue.attributes().kmsDataKeyReusePeriodSeconds());
    }

    private static Call asked(Queue queue, Call call) {
        return call.in(queue.account(), queue.region()).via("sqs");
    }

    /** The message as it was sent. */
    static Message unseal(Message message, Bytes dataKey) {
        return message.unsealed(AesGcm.open(dataKey, Bytes.ofBase64(message.body()))
                .orElseThrow(() -> new IllegalStateException("a body that was not encrypted with its data key"))
                .utf8());
    }
}
