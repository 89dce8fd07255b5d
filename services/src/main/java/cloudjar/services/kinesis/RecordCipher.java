package cloudjar.services.kinesis;

import cloudjar.api.kms.DataKeySpec;
import cloudjar.api.kms.DecryptRequest;
import cloudjar.api.kms.GenerateDataKeyRequest;
import cloudjar.api.kms.GenerateDataKeyResponse;
import cloudjar.api.kms.Kms;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts records of streams that have a key in KMS, and decrypts them: with data keys that KMS makes on behalf of who puts and
 * opens on behalf of who reads, each good for five minutes.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/what-is-sse.html">Server-side encryption of Kinesis Data Streams</a>
 */
final class RecordCipher {
    private static final String CONTEXT = "aws:kinesis:arn";
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** How long a data key is used, by the page above ("cached for five minutes"). */
    private static final Duration REUSED = Duration.ofMinutes(5);

    private final Cloud cloud;

    RecordCipher(Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * A data key.
     *
     * @param encrypted as it is kept beside what it encrypts
     */
    record DataKey(Bytes plaintext, Bytes encrypted, long sinceMillis) {
        private boolean serves(long nowMillis) {
            return nowMillis >= sinceMillis && nowMillis - sinceMillis < REUSED.toMillis();
        }
    }

    /** The data keys of a world that are in use, by whose they are and for what; gone with the process. Thread-safe. */
    private static final class DataKeys {
        /** So many are remembered; who needs one that was forgotten asks KMS again. */
        private static final int KNOWN_MAX = 10_000;

        private record Use(String principal, String key, String stream, Bytes encrypted) {}

        private final Map<Use, DataKey> known = new ConcurrentHashMap<>();

        Optional<DataKey> find(Use use, long nowMillis) {
            return Optional.ofNullable(known.get(use)).filter(key -> key.serves(nowMillis));
        }

        DataKey keep(Use use, DataKey key) {
            if (known.size() >= KNOWN_MAX) {
                known.clear();
            }
            known.put(use, key);
            return key;
        }
    }

    private static DataKeys keys(Call call) {
        return call.world().derived(DataKeys.class, DataKeys::new);
    }

    /**
     * Looks whether a key can be used for a stream.
     *
     * @throws ApiException where KMS gives the caller no data key
     */
    void check(String keyId, DataStream stream, Call call) {
        GenerateDataKeyResponse unused = generate(keyId, stream, call);
    }

    /**
     * The data key by which the caller's records are sealed.
     *
     * @throws ApiException where KMS gives the caller none
     */
    DataKey forPutting(String keyId, DataStream stream, Call call) {
        long now = call.world().clock().now().toEpochMilli();
        DataKeys.Use use = new DataKeys.Use(call.principal().id(), keyId, stream.arn(), Bytes.EMPTY);
        return keys(call).find(use, now).orElseGet(() -> {
            GenerateDataKeyResponse made = generate(keyId, stream, call);
            return keys(call)
                    .keep(
                            use,
                            new DataKey(
                                    Objects.requireNonNull(made.plaintext()),
                                    Objects.requireNonNull(made.ciphertextBlob()),
                                    now));
        });
    }

    private GenerateDataKeyResponse generate(String keyId, DataStream stream, Call call) {
        try {
            return cloud.client(Kms.API)
                    .generateDataKey(
                            GenerateDataKeyRequest.builder()
                                    .keyId(keyId)
                                    .keySpec(DataKeySpec.AES_256)
                                    .encryptionContext(Map.of(CONTEXT, stream.arn()))
                                    .build(),
                            call.in(stream.account(), stream.region()).via("kinesis"));
        } catch (ApiException e) {
            throw KinesisErrors.ofKms(e);
        }
    }

    private Bytes opened(Bytes encrypted, DataStream stream, Call call) {
        long now = call.world().clock().now().toEpochMilli();
        DataKeys.Use use = new DataKeys.Use(call.principal().id(), "", stream.arn(), encrypted);
        return keys(call)
                .find(use, now)
                .orElseGet(() -> keys(call).keep(use, new DataKey(decrypt(encrypted, stream, call), encrypted, now)))
                .plaintext();
    }

    private Bytes decrypt(Bytes encrypted, DataStream stream, Call call) {
        try {
            return Objects.requireNonNull(cloud.client(Kms.API)
                    .decrypt(
                            DecryptRequest.builder()
                                    .ciphertextBlob(encrypted)
                                    .encryptionContext(Map.of(CONTEXT, stream.arn()))
                                    .build(),
                            call.in(stream.account(), stream.region()).via("kinesis"))
                    .plaintext());
        } catch (ApiException e) {
            throw KinesisErrors.ofKms(e);
        }
    }

    /** The record as the shard keeps it. */
    static Entry seal(Entry entry, DataKey key, Call call) {
        byte[] nonce = call.world().ids().bytes(NONCE_BYTES);
        byte[] data = entry.data().toArray();
        byte[] sealed = new byte[NONCE_BYTES + data.length + TAG_BITS / Byte.SIZE];
        System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
        try {
            int written = cipher(Cipher.ENCRYPT_MODE, key.plaintext(), nonce)
                    .doFinal(data, 0, data.length, sealed, NONCE_BYTES);
            if (written + NONCE_BYTES != sealed.length) {
                throw new IllegalStateException("a record that was sealed in part");
            }
            return new Entry(entry.partitionKey(), Bytes.wrap(sealed), key.encrypted());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a record that cannot be encrypted", e);
        }
    }

    /**
     * The data of a record as it came.
     *
     * @throws ApiException where KMS does not open its data key for the caller
     */
    Bytes unseal(Entry entry, DataStream stream, Call call) {
        Bytes encrypted = entry.dataKey();
        if (encrypted == null) {
            return entry.data();
        }
        Bytes key = opened(encrypted, stream, call);
        byte[] sealed = entry.data().toArray();
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, 0, nonce, 0, NONCE_BYTES);
        try {
            return Bytes.wrap(
                    cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a record that was not encrypted with its data key", e);
        }
    }

    private static Cipher cipher(int mode, Bytes key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, new SecretKeySpec(key.toArray(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
