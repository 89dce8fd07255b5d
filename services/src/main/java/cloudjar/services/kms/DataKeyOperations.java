package cloudjar.services.kms;

import cloudjar.api.kms.DataKeys;
import cloudjar.api.kms.GenerateDataKeyPairRequest;
import cloudjar.api.kms.GenerateDataKeyPairResponse;
import cloudjar.api.kms.GenerateDataKeyPairWithoutPlaintextRequest;
import cloudjar.api.kms.GenerateDataKeyPairWithoutPlaintextResponse;
import cloudjar.api.kms.GenerateDataKeyRequest;
import cloudjar.api.kms.GenerateDataKeyResponse;
import cloudjar.api.kms.GenerateDataKeyWithoutPlaintextRequest;
import cloudjar.api.kms.GenerateDataKeyWithoutPlaintextResponse;
import cloudjar.api.kms.GenerateRandomRequest;
import cloudjar.api.kms.GenerateRandomResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import java.security.KeyPair;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys for others to encrypt with, which KMS does not keep; and random bytes. */
final class DataKeyOperations implements DataKeys {
    private final Keyring keyring;

    DataKeyOperations(Keyring keyring) {
        this.keyring = keyring;
    }

    private static final int AES_128 = 16;
    private static final int AES_256 = 32;

    @Override
    public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest in, Call call) {
        Recipients.refuse(in.recipient());
        int length = length(in.keySpec(), in.numberOfBytes());
        Made made = make(call, in.keyId(), length, in.encryptionContext(), "GenerateDataKey");
        Keyring.stopDryRun(in.dryRun());
        KeyUses.note(call, made.key(), "GenerateDataKey");
        return GenerateDataKeyResponse.builder()
                .keyId(made.key().arn())
                .plaintext(made.plaintext())
                .ciphertextBlob(made.ciphertext())
                .keyMaterialId(made.key().material())
                .build();
    }

    @Override
    public GenerateDataKeyWithoutPlaintextResponse generateDataKeyWithoutPlaintext(
            GenerateDataKeyWithoutPlaintextRequest in, Call call) {
        int length = length(in.keySpec(), in.numberOfBytes());
        Made made = make(call, in.keyId(), length, in.encryptionContext(), "GenerateDataKeyWithoutPlaintext");
        Keyring.stopDryRun(in.dryRun());
        KeyUses.note(call, made.key(), "GenerateDataKeyWithoutPlaintext");
        return GenerateDataKeyWithoutPlaintextResponse.builder()
                .keyId(made.key().arn())
                .ciphertextBlob(made.ciphertext())
                .keyMaterialId(made.key().material())
                .build();
    }

    private record Made(KmsKey key, Bytes plaintext, Bytes ciphertext) {}

    private Made make(Call call, String keyId, int length, Map<String, String> context, String operation) {
        Bytes plaintext = Bytes.wrap(call.world().ids().bytes(length));
        return seal(call, keyId, plaintext, context, operation);
    }

    private Made seal(Call call, String keyId, Bytes plaintext, Map<String, String> context, String operation) {
        Keyring.Loaded loaded = keyring.load(call, keyId, KeyKind.Usage.ENCRYPT, operation, Keyring.SYMMETRIC);
        return new Made(loaded.key(), plaintext, keyring.seal(call, loaded, plaintext, context, Keyring.SYMMETRIC));
    }

    private static int length(@Nullable String spec, @Nullable Integer bytes) {
        if ((spec == null) == (bytes == null)) {
            throw KmsErrors.validation("Please specify either number of bytes or key spec.");
        }
        if (bytes != null) {
            return bytes;
        }
        return "AES_128".equals(spec) ? AES_128 : AES_256;
    }

    /** A pair, its private key encrypted; made only when the key is known to serve. */
    private record MadePair(KmsKey key, Bytes publicKey, Bytes privateKey, Bytes ciphertext) {}

    private MadePair pair(
            Call call,
            String keyId,
            String spec,
            Map<String, String> context,
            @Nullable Boolean dryRun,
            String operation) {
        Keyring.Loaded loaded = keyring.load(call, keyId, KeyKind.Usage.ENCRYPT, operation, Keyring.SYMMETRIC);
        Keyring.stopDryRun(dryRun);
        KeyPair pair = KeyPairs.make(KeyKind.of(spec));
        Bytes secret = KeyPairs.encoded(pair.getPrivate());
        Bytes sealed = keyring.seal(call, loaded, secret, context, Keyring.SYMMETRIC);
        KeyUses.note(call, loaded.key(), operation);
        return new MadePair(loaded.key(), KeyPairs.encoded(pair.getPublic()), secret, sealed);
    }

    @Override
    public GenerateDataKeyPairResponse generateDataKeyPair(GenerateDataKeyPairRequest in, Call call) {
        Recipients.refuse(in.recipient());
        MadePair made =
                pair(call, in.keyId(), in.keyPairSpec(), in.encryptionContext(), in.dryRun(), "GenerateDataKeyPair");
        return GenerateDataKeyPairResponse.builder()
                .keyId(made.key().arn())
                .keyPairSpec(in.keyPairSpec())
                .publicKey(made.publicKey())
                .privateKeyPlaintext(made.privateKey())
                .privateKeyCiphertextBlob(made.ciphertext())
                .keyMaterialId(made.key().material())
                .build();
    }

    @Override
    public GenerateDataKeyPairWithoutPlaintextResponse generateDataKeyPairWithoutPlaintext(
            GenerateDataKeyPairWithoutPlaintextRequest in, Call call) {
        MadePair made = pair(
                call,
                in.keyId(),
                in.keyPairSpec(),
                in.encryptionContext(),
                in.dryRun(),
                "GenerateDataKeyPairWithoutPlaintext");
        return GenerateDataKeyPairWithoutPlaintextResponse.builder()
                .keyId(made.key().arn())
                .keyPairSpec(in.keyPairSpec())
                .publicKey(made.publicKey())
                .privateKeyCiphertextBlob(made.ciphertext())
                .keyMaterialId(made.key().material())
                .build();
    }

    @Override
    public GenerateRandomResponse generateRandom(GenerateRandomRequest in, Call call) {
        Recipients.refuse(in.recipient());
        if (in.customKeyStoreId() != null) {
            throw KmsErrors.noStore(in.customKeyStoreId());
        }
        Integer length = in.numberOfBytes();
        if (length == null) {
            throw KmsErrors.validation("NumberOfBytes is required.");
        }
        return GenerateRandomResponse.builder()
                .plaintext(Bytes.wrap(call.world().ids().bytes(length)))
                .build();
    }
}
