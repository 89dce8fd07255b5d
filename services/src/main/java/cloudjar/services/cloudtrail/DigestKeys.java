package cloudjar.services.cloudtrail;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.vault.Vault;
import cloudjar.kernel.world.World;
import cloudjar.services.cloudtrail.CloudTrailTables.RegionKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The keys that digests are signed with: one for each region and month, made when it is first needed. */
final class DigestKeys {
    private static final int BITS = 2048;
    private static final Duration VALID = Duration.ofDays(30);

    private final Vault vault;

    /** @param vault seals the private keys that are kept */
    DigestKeys(Vault vault) {
        this.vault = vault;
    }

    /** The region's key at a time. */
    DigestKey current(World world, String region, Instant now) {
        Optional<DigestKey> known = world.store().read(snapshot -> valid(snapshot, region, now));
        return known.orElseGet(() -> {
            DigestKey made = make(now);
            return world.store().write(tx -> valid(tx, region, now).orElseGet(() -> {
                CloudTrailTables.KEYS.put(tx, new RegionKey(region, made.fingerprint()), made);
                return made;
            }));
        });
    }

    /** All keys of a region. */
    static List<DigestKey> of(Snapshot snapshot, String region) {
        return CloudTrailTables.KEYS
                .rows(snapshot, Range.prefix(Key.of(region)))
                .values();
    }

    private static Optional<DigestKey> valid(Snapshot snapshot, String region, Instant now) {
        return of(snapshot, region).stream()
                .filter(key -> !now.isBefore(key.from()) && now.isBefore(key.to()))
                .findFirst();
    }

    private DigestKey make(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            byte[] shown = Pkcs1.of((RSAPublicKey) pair.getPublic());
            Instant from = now.truncatedTo(ChronoUnit.DAYS);
            // Only names the key: what AWS's own look like, 32 hexadecimal digits.
            String fingerprint =
                    HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(shown));
            return new DigestKey(
                    fingerprint,
                    vault.seal(Bytes.copyOf(pair.getPrivate().getEncoded())),
                    Bytes.copyOf(shown),
                    from,
                    from.plus(VALID));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA and MD5", e);
        }
    }

    /** A signature, in hexadecimal. */
    String sign(DigestKey key, byte[] content) {
        try {
            PrivateKey secret = KeyFactory.getInstance("RSA")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(vault.open(key.privateKey()).toArray()));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(secret);
            signature.update(content);
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored key does not sign", e);
        }
    }
}
