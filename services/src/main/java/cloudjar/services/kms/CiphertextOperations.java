package cloudjar.services.kms;

import cloudjar.api.kms.Ciphertexts;
import cloudjar.api.kms.DecryptRequest;
import cloudjar.api.kms.DecryptResponse;
import cloudjar.api.kms.EncryptRequest;
import cloudjar.api.kms.EncryptResponse;
import cloudjar.api.kms.ReEncryptRequest;
import cloudjar.api.kms.ReEncryptResponse;
import cloudjar.kernel.call.Call;
import java.util.Objects;

/** Encrypting, decrypting, and both at once. */
final class CiphertextOperations implements Ciphertexts {
    private final Keyring keyring;

    CiphertextOperations(Keyring keyring) {
        this.keyring = keyring;
    }

    @Override
    public EncryptResponse encrypt(EncryptRequest in, Call call) {
        Keyring.Sealed sealed = keyring.seal(
                call, in.keyId(), in.plaintext(), in.encryptionContext(), in.encryptionAlgorithm(), "Encrypt");
        Keyring.stopDryRun(in.dryRun());
        return EncryptResponse.builder()
                .ciphertextBlob(sealed.ciphertext())
                .keyId(sealed.key().arn())
                .encryptionAlgorithm(sealed.algorithm())
                .build();
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest in, Call call) {
        Recipients.refuse(in.recipient());
        Keyring.Opened opened = keyring.open(
                call, in.ciphertextBlob(), in.encryptionContext(), in.keyId(), in.encryptionAlgorithm(), "Decrypt");
        Keyring.stopDryRun(in.dryRun());
        return DecryptResponse.builder()
                .keyId(opened.key().arn())
                .plaintext(opened.plaintext())
                .encryptionAlgorithm(Objects.requireNonNullElse(in.encryptionAlgorithm(), Keyring.SYMMETRIC))
                .keyMaterialId(opened.materialId())
                .build();
    }

    @Override
    public ReEncryptResponse reEncrypt(ReEncryptRequest in, Call call) {
        Keyring.Opened opened = keyring.open(
                call,
                in.ciphertextBlob(),
                in.sourceEncryptionContext(),
                in.sourceKeyId(),
                in.sourceEncryptionAlgorithm(),
                "ReEncryptFrom");
        Keyring.Sealed sealed = keyring.seal(
                call,
                in.destinationKeyId(),
                opened.plaintext(),
                in.destinationEncryptionContext(),
                in.destinationEncryptionAlgorithm(),
                "ReEncryptTo");
        Keyring.stopDryRun(in.dryRun());
        return ReEncryptResponse.builder()
                .ciphertextBlob(sealed.ciphertext())
                .sourceKeyId(opened.key().arn())
                .keyId(sealed.key().arn())
                .sourceEncryptionAlgorithm(
                        Objects.requireNonNullElse(in.sourceEncryptionAlgorithm(), Keyring.SYMMETRIC))
                .destinationEncryptionAlgorithm(sealed.algorithm())
                .sourceKeyMaterialId(opened.materialId())
                .destinationKeyMaterialId(
                        sealed.key().kind().isSymmetric() ? sealed.key().material() : null)
                .build();
    }
}
