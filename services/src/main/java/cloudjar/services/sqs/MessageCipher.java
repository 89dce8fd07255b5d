package cloudjar.services.sqs;

import cloudjar.api.kms.DataKeySpec;
import cloudjar.api.kms.DecryptRequest;
import cloudjar.api.kms.DecryptResponse;
import cloudjar.api.kms.GenerateDataKeyRequest;
import cloudjar.api.kms.GenerateDataKeyResponse;
import cloudjar.api.kms.Kms;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.services.sqs.DataKeys.DataKey;
import cloudjar.services.sqs.DataKeys.Reader;
import cloudjar.services.sqs.DataKeys.Use;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts bodies for queues that have a key in KMS, and decrypts them: with data keys that KMS makes on behalf of who sends
 * and opens on behalf of who receives.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html">Key
 *     management</a>
 */
final class MessageCipher {
    private static final String CONTEXT = "aws:sqs:arn";
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Cloud cloud;

    MessageCipher(Cloud cloud) {
        this.cloud = cloud;
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
        DataKey key = dataKey(keyId, queue, call);
        byte[] nonce = call.world().ids().bytes(NONCE_BYTES);
        byte[] text = message.body().getBytes(StandardCharsets.UTF_8);
        byte[] sealed = new byte[NONCE_BYTES + text.length + TAG_BITS / Byte.SIZE];
        System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
        try {
            cipher(Cipher.ENCRYPT_MODE, key.plaintext(), nonce).doFinal(text, 0, text.length, sealed, NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a body that cannot be encrypted", e);
        }
        return message.sealed(Bytes.wrap(sealed).toBase64(), new Seal(key.encrypted(), queue.arn()));
    }

    private DataKey dataKey(String keyId, Queue queue, Call call) {
        DataKeys keys = keys(call);
        long now = call.time().toEpochMilli();
        Use use = new Use(call.principal().id(), keyId, queue.arn());
        return keys.find(use, now, queue.attributes().kmsDataKeyReusePeriodSeconds())
                .orElseGet(() -> {
                    GenerateDataKeyResponse made = generate(keyId, queue, call);
                    DataKey key = new DataKey(
                            Objects.requireNonNull(made.plaintext()),
                            Objects.requireNonNull(made.ciphertextBlob()),
                            now);
                    keys.keep(use, key);
                    return key;
                });
    }

    private GenerateDataKeyResponse generate(String keyId, Queue queue, Call call) {
        try {
            return cloud.client(Kms.API)
                    .generateDataKey(
                            GenerateDataKeyRequest.builder()
                                    .keyId(keyId)
                                    .keySpec(DataKeySpec.AES_256)
                                    .encryptionContext(Map.of(CONTEXT, queue.arn()))
                                    .build(),
                            call.in(queue.account(), queue.region()).via("sqs"));
        } catch (ApiException e) {
            throw SqsErrors.ofKms(e);
        }
    }

    /**
     * The data key of a message, opened for who receives it.
     *
     * @throws ApiException where KMS does not open it for the caller
     */
    Bytes open(Seal seal, Queue queue, Call call) {
        DataKeys keys = keys(call);
        long now = call.world().clock().now().toEpochMilli();
        Reader reader = new Reader(call.principal().id(), seal.dataKey());
        return keys.find(reader, now, queue.attributes().kmsDataKeyReusePeriodSeconds())
                .orElseGet(() -> {
                    DataKey key = new DataKey(decrypt(seal, queue, call), seal.dataKey(), now);
                    keys.keep(reader, key);
                    return key;
                })
                .plaintext();
    }

    private Bytes decrypt(Seal seal, Queue queue, Call call) {
        try {
            DecryptResponse opened = cloud.client(Kms.API)
                    .decrypt(
                            DecryptRequest.builder()
                                    .ciphertextBlob(seal.dataKey())
                                    .encryptionContext(Map.of(CONTEXT, seal.queueArn()))
                                    .build(),
                            call.in(queue.account(), queue.region()).via("sqs"));
            return Objects.requireNonNull(opened.plaintext());
        } catch (ApiException e) {
            throw SqsErrors.ofKms(e);
        }
    }

    /** The message as it was sent. */
    static Message unseal(Message message, Bytes dataKey) {
        byte[] sealed = Bytes.ofBase64(message.body()).toArray();
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, 0, nonce, 0, NONCE_BYTES);
        try {
            byte[] text = cipher(Cipher.DECRYPT_MODE, dataKey, nonce)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return message.unsealed(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a body that was not encrypted with its data key", e);
        }
    }

    private static Cipher cipher(int mode, Bytes key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, new SecretKeySpec(key.toArray(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static DataKeys keys(Call call) {
        return call.world().derived(DataKeys.class, DataKeys::new);
    }
}
