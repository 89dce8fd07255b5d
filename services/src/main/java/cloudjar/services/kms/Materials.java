package cloudjar.services.kms;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.vault.Secret;
import cloudjar.kernel.vault.Vault;
import cloudjar.services.kms.KmsTables.PartKey;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/** Makes material, and finds it. */
final class Materials {
    private final Vault vault;

    /** @param vault seals what is kept of them */
    Materials(Vault vault) {
        this.vault = vault;
    }

    /** New material of a kind for a key. */
    Material make(KeyKind kind, String keyId, Call call) {
        return make(kind, keyId, call.world().ids(), call.time());
    }

    Material make(KeyKind kind, String keyId, Ids ids, Instant now) {
        if (kind.isSecret()) {
            Bytes secret = Bytes.wrap(ids.bytes(kind.bits() / Byte.SIZE));
            return new Material(id(keyId, secret), vault.seal(secret), null, now, null, null, null);
        }
        KeyPair pair = KeyPairs.make(kind);
        Bytes secret = KeyPairs.encoded(pair.getPrivate());
        return new Material(
                id(keyId, secret), vault.seal(secret), KeyPairs.encoded(pair.getPublic()), now, null, null, null);
    }

    /** The id of material in a key: the same for the same, so that it can be imported again. */
    static String id(String keyId, Bytes secret) {
        return Crypto.sure(() -> {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(keyId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(secret.toArray()));
        });
    }

    /** What a key encrypts and signs with now. */
    static Material current(Snapshot snapshot, KmsKey key) {
        String id = key.material();
        if (id == null) {
            throw KmsErrors.pendingImport(key);
        }
        return of(snapshot, key, id);
    }

    /** Material of a key that once encrypted. */
    static Material of(Snapshot snapshot, KmsKey key, String id) {
        return KmsTables.of(key)
                .materials
                .get(snapshot, new PartKey(key.id(), id))
                .orElseThrow(KmsErrors::ciphertext);
    }

    /** The secret; it is gone where it was imported and has expired. */
    Bytes secret(KmsKey key, Material material) {
        Secret secret = material.secret();
        if (secret == null) {
            throw KmsErrors.pendingImport(key);
        }
        return vault.open(secret);
    }

    /** A secret as it may be kept. */
    Secret sealed(Bytes secret) {
        return vault.seal(secret);
    }

    /** A secret that was kept. */
    Bytes opened(Secret secret) {
        return vault.open(secret);
    }

    static Bytes publicKey(Material material) {
        Bytes key = material.publicKey();
        if (key == null) {
            throw KmsErrors.unsupported();
        }
        return key;
    }
}
