package cloudjar.services.kms;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Encrypts and decrypts with the keys of a call: what the operations on ciphertexts and data keys have in common. */
final class Keyring {
    static final String SYMMETRIC = "SYMMETRIC_DEFAULT";

    /** A key with its present material. */
    record Loaded(KmsKey key, Material material) {}

    /** What was encrypted, and by which algorithm. */
    record Sealed(Bytes ciphertext, KmsKey key, String algorithm) {}

    /** What was decrypted. */
    record Opened(Bytes plaintext, KmsKey key, @Nullable String materialId) {}

    private final Materials materials;
    private final ManagedKeys managed;

    Keyring(Materials materials) {
        this.materials = materials;
        this.managed = new ManagedKeys(materials);
    }

    /** Makes the managed key that a caller means, where it is not there yet. */
    void ensure(Call call, String keyId) {
        managed.ensure(call, keyId);
    }

    /** The key that a caller names, if it can be used for this. */
    Loaded load(Call call, String keyId, String usage, String operation, String algorithm) {
        managed.ensure(call, keyId);
        return call.read(snapshot -> {
            KmsKey key = KeyLookup.find(snapshot, call, keyId);
            KeyStates.check(key, usage, operation, algorithm);
            KeyStates.usable(key);
            return new Loaded(key, Materials.current(snapshot, key));
        });
    }

    /** Refuses a key that could not encrypt or decrypt, for who asks without a ciphertext. */
    void loadFor(Call call, @Nullable String keyId, @Nullable String algorithm, String operation) {
        if (keyId == null) {
            throw KmsErrors.validation("KeyId is required when DryRunModifiers is IGNORE_CIPHERTEXT.");
        }
        Loaded unused =
                load(call, keyId, KeyKind.Usage.ENCRYPT, operation, Objects.requireNonNullElse(algorithm, SYMMETRIC));
    }

    /** Encrypts with a key. */
    Sealed seal(
            Call call,
            String keyId,
            Bytes plaintext,
            Map<String, String> context,
            @Nullable String algorithm,
            String operation) {
        String chosen = Objects.requireNonNullElse(algorithm, SYMMETRIC);
        Loaded loaded = load(call, keyId, KeyKind.Usage.ENCRYPT, operation, chosen);
        return new Sealed(seal(call, loaded, plaintext, context, chosen), loaded.key(), chosen);
    }

    Bytes seal(Call call, Loaded loaded, Bytes plaintext, Map<String, String> context, String algorithm) {
        KmsKey key = loaded.key();
        Material material = loaded.material();
        if (key.kind().isSymmetric()) {
            return CiphertextBlob.encrypt(
                    key,
                    material,
                    materials.secret(key, material),
                    plaintext,
                    context,
                    call.world().ids().bytes(CiphertextBlob.nonceLength()));
        }
        if (!context.isEmpty()) {
            throw KmsErrors.validation("EncryptionContext is not valid for asymmetric keys.");
        }
        int most = PublicKeyCipher.plaintextMax(key.kind(), algorithm);
        if (plaintext.size() > most) {
            throw KmsErrors.validation("Algorithm " + algorithm + " and key spec " + key.kind()
                    + " cannot encrypt data larger than " + most + " bytes.");
        }
        return PublicKeyCipher.encrypt(key.kind(), algorithm, Materials.publicKey(material), plaintext);
    }

    /**
     * Decrypts.
     *
     * @param keyId the key that must have encrypted it; null where the ciphertext says which it was
     */
    Opened open(
            Call call,
            Bytes ciphertext,
            Map<String, String> context,
            @Nullable String keyId,
            @Nullable String algorithm,
            String operation) {
        String chosen = Objects.requireNonNullElse(algorithm, SYMMETRIC);
        return chosen.equals(SYMMETRIC)
                ? openSymmetric(call, ciphertext, context, keyId, operation)
                : openWithKeyPair(call, ciphertext, keyId, chosen, operation);
    }

    private Opened openSymmetric(
            Call call, Bytes ciphertext, Map<String, String> context, @Nullable String keyId, String operation) {
        Optional<CiphertextBlob> read = CiphertextBlob.read(ciphertext);
        Loaded loaded = call.read(snapshot -> {
            KmsKey named = keyId == null ? null : KeyLookup.find(snapshot, call, keyId);
            if (named != null && read.isPresent() && !made(read.get(), named)) {
                throw KmsErrors.incorrectKey();
            }
            CiphertextBlob blob = read.orElseThrow(KmsErrors::ciphertext);
            KmsKey key = named == null ? KeyLookup.byId(snapshot, call, blob.account(), blob.keyId()) : named;
            KeyStates.check(key, KeyKind.Usage.ENCRYPT, operation, SYMMETRIC);
            KeyStates.usable(key);
            return new Loaded(key, Materials.of(snapshot, key, blob.materialId()));
        });
        Bytes plaintext = read.orElseThrow(KmsErrors::ciphertext)
                .decrypt(materials.secret(loaded.key(), loaded.material()), context)
                .orElseThrow(KmsErrors::ciphertext);
        return new Opened(plaintext, loaded.key(), loaded.material().id());
    }

    private static boolean made(CiphertextBlob blob, KmsKey key) {
        return blob.keyId().equals(key.id()) && blob.account().equals(key.account());
    }

    private Opened openWithKeyPair(
            Call call, Bytes ciphertext, @Nullable String keyId, String algorithm, String operation) {
        if (keyId == null) {
            throw KmsErrors.validation("KeyId is required for algorithm " + algorithm + ".");
        }
        Loaded loaded = load(call, keyId, KeyKind.Usage.ENCRYPT, operation, algorithm);
        KmsKey key = loaded.key();
        Bytes plaintext = PublicKeyCipher.decrypt(
                        key.kind(), algorithm, materials.secret(key, loaded.material()), ciphertext)
                .orElseThrow(KmsErrors::ciphertext);
        return new Opened(plaintext, key, null);
    }

    /** The secret of what was loaded. */
    Bytes secret(Loaded loaded) {
        return materials.secret(loaded.key(), loaded.material());
    }

    /** Ends a call that only wanted to know whether it would succeed. */
    static void stopDryRun(@Nullable Boolean dryRun) {
        if (Boolean.TRUE.equals(dryRun)) {
            throw KmsErrors.dryRun();
        }
    }
}
