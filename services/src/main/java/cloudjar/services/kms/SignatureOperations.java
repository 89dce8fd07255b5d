package cloudjar.services.kms;

import cloudjar.api.kms.DeriveSharedSecretRequest;
import cloudjar.api.kms.DeriveSharedSecretResponse;
import cloudjar.api.kms.GetPublicKeyRequest;
import cloudjar.api.kms.GetPublicKeyResponse;
import cloudjar.api.kms.SignRequest;
import cloudjar.api.kms.SignResponse;
import cloudjar.api.kms.Signatures;
import cloudjar.api.kms.VerifyRequest;
import cloudjar.api.kms.VerifyResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import cloudjar.services.kms.SigningAlgorithm.MessageKind;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import javax.crypto.KeyAgreement;
import org.jspecify.annotations.Nullable;

/** What key pairs do beside encrypting: sign, verify, agree on a secret. */
final class SignatureOperations implements Signatures {
    private final Keyring keyring;

    SignatureOperations(Keyring keyring) {
        this.keyring = keyring;
    }

    @Override
    public SignResponse sign(SignRequest in, Call call) {
        Keyring.Loaded loaded = keyring.load(call, in.keyId(), KeyKind.Usage.SIGN, "Sign", in.signingAlgorithm());
        SigningAlgorithm algorithm = SigningAlgorithm.valueOf(in.signingAlgorithm());
        MessageKind kind = kind(in.messageType());
        algorithm.check(kind, in.message());
        Keyring.stopDryRun(in.dryRun());
        KmsKey key = loaded.key();
        Bytes signature = algorithm.sign(key.kind(), keyring.secret(loaded), kind, in.message());
        KeyUses.note(call, key, "Sign");
        return SignResponse.builder()
                .keyId(key.arn())
                .signature(signature)
                .signingAlgorithm(in.signingAlgorithm())
                .build();
    }

    @Override
    public VerifyResponse verify(VerifyRequest in, Call call) {
        Keyring.Loaded loaded = keyring.load(call, in.keyId(), KeyKind.Usage.SIGN, "Verify", in.signingAlgorithm());
        SigningAlgorithm algorithm = SigningAlgorithm.valueOf(in.signingAlgorithm());
        MessageKind kind = kind(in.messageType());
        algorithm.check(kind, in.message());
        Keyring.stopDryRun(in.dryRun());
        KmsKey key = loaded.key();
        Bytes publicKey = Materials.publicKey(loaded.material());
        if (!algorithm.verify(key.kind(), publicKey, kind, in.message(), in.signature())) {
            throw KmsErrors.signature();
        }
        KeyUses.note(call, key, "Verify");
        return VerifyResponse.builder()
                .keyId(key.arn())
                .signatureValid(true)
                .signingAlgorithm(in.signingAlgorithm())
                .build();
    }

    private static MessageKind kind(@Nullable String messageType) {
        return messageType == null ? MessageKind.RAW : MessageKind.valueOf(messageType);
    }

    @Override
    public GetPublicKeyResponse getPublicKey(GetPublicKeyRequest in, Call call) {
        return call.read(snapshot -> {
            KmsKey key = KeyLookup.find(snapshot, call, in.keyId());
            if (key.kind().isSecret()) {
                throw KmsErrors.unsupported(
                        key.arn() + " KeySpec is " + key.kind() + " which is not valid for GetPublicKey.");
            }
            KeyStates.usable(key);
            return GetPublicKeyResponse.builder()
                    .keyId(key.arn())
                    .publicKey(Materials.publicKey(Materials.current(snapshot, key)))
                    .customerMasterKeySpec(key.kind().name())
                    .keySpec(key.kind().name())
                    .keyUsage(key.usage())
                    .encryptionAlgorithms(KeyForms.algorithms(key, KeyKind.Usage.ENCRYPT))
                    .signingAlgorithms(KeyForms.algorithms(key, KeyKind.Usage.SIGN))
                    .keyAgreementAlgorithms(KeyForms.algorithms(key, KeyKind.Usage.AGREE))
                    .build();
        });
    }

    @Override
    public DeriveSharedSecretResponse deriveSharedSecret(DeriveSharedSecretRequest in, Call call) {
        Recipients.refuse(in.recipient());
        Keyring.Loaded loaded =
                keyring.load(call, in.keyId(), KeyKind.Usage.AGREE, "DeriveSharedSecret", in.keyAgreementAlgorithm());
        KmsKey key = loaded.key();
        PublicKey other = KeyPairs.given(key.kind(), in.publicKey()).orElseThrow(() -> KmsErrors.validation(""));
        Keyring.stopDryRun(in.dryRun());
        PrivateKey own = KeyPairs.privateKey(key.kind(), keyring.secret(loaded));
        Bytes agreed = agree(key.kind(), own, other);
        KeyUses.note(call, key, "DeriveSharedSecret");
        return DeriveSharedSecretResponse.builder()
                .keyId(key.arn())
                .sharedSecret(agreed)
                .keyAgreementAlgorithm(in.keyAgreementAlgorithm())
                .keyOrigin(key.origin())
                .build();
    }

    /** A public key of another curve is refused by the first phase. */
    private static Bytes agree(KeyKind kind, PrivateKey own, PublicKey other) {
        try {
            KeyAgreement agreement = kind.isExotic()
                    ? KeyAgreement.getInstance("ECDH", Crypto.bouncyCastle())
                    : KeyAgreement.getInstance("ECDH");
            agreement.init(own);
            agreement.doPhase(other, true);
            return Bytes.wrap(agreement.generateSecret());
        } catch (GeneralSecurityException | IllegalStateException e) {
            throw KmsErrors.validation("");
        }
    }
}
