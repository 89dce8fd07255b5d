package cloudjar.services.kms;

import cloudjar.api.kms.Ciphertexts;
import cloudjar.api.kms.DecryptRequest;
import cloudjar.api.kms.DecryptResponse;
import cloudjar.api.kms.EncryptRequest;
import cloudjar.api.kms.EncryptResponse;
import cloudjar.api.kms.ReEncryptRequest;
import cloudjar.api.kms.ReEncryptResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
        KeyUses.note(call, sealed.key(), "Encrypt");
        return EncryptResponse.builder()
                .ciphertextBlob(sealed.ciphertext())
                .keyId(sealed.key().arn())
                .encryptionAlgorithm(sealed.algorithm())
                .build();
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest in, Call call) {
        Recipients.refuse(in.recipient());
        if (ignored(in.dryRunModifiers(), in.dryRun())) {
            keyring.loadFor(call, in.keyId(), in.encryptionAlgorithm(), "Decrypt");
            Keyring.stopDryRun(in.dryRun());
        }
        Keyring.Opened opened = keyring.open(
                call,
                present(in.ciphertextBlob()),
                in.encryptionContext(),
                in.keyId(),
                in.encryptionAlgorithm(),
                "Decrypt");
        Keyring.stopDryRun(in.dryRun());
        KeyUses.note(call, opened.key(), "Decrypt");
        return DecryptResponse.builder()
                .keyId(opened.key().arn())
                .plaintext(opened.plaintext())
                .encryptionAlgorithm(Objects.requireNonNullElse(in.encryptionAlgorithm(), Keyring.SYMMETRIC))
                .keyMaterialId(opened.materialId())
                .build();
    }

    /** Whether a dry run is about permissions only, and needs no ciphertext. */
    private static boolean ignored(List<String> modifiers, @Nullable Boolean dryRun) {
        if (modifiers.isEmpty()) {
            return false;
        }
        if (!Boolean.TRUE.equals(dryRun)) {
            throw KmsErrors.validation("DryRunModifiers is only valid when DryRun is true.");
        }
        return true;
    }

    private static Bytes present(@Nullable Bytes ciphertext) {
        if (ciphertext == null) {
            throw KmsErrors.missing("ciphertextBlob");
        }
        return ciphertext;
    }

    @Override
    public ReEncryptResponse reEncrypt(ReEncryptRequest in, Call call) {
        if (ignored(in.dryRunModifiers(), in.dryRun())) {
            keyring.loadFor(call, in.sourceKeyId(), in.sourceEncryptionAlgorithm(), "ReEncryptFrom");
            keyring.loadFor(call, in.destinationKeyId(), in.destinationEncryptionAlgorithm(), "ReEncryptTo");
            Keyring.stopDryRun(in.dryRun());
        }
        Keyring.Opened opened = keyring.open(
                call,
                present(in.ciphertextBlob()),
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
        KeyUses.note(call, opened.key(), "ReEncrypt");
        KeyUses.note(call, sealed.key(), "ReEncrypt");
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
