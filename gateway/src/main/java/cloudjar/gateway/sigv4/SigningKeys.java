package cloudjar.gateway.sigv4;

import cloudjar.kernel.call.Credential;
import cloudjar.kernel.sigv4.SigningKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys that requests are signed with, which cost much to make: four codes for each of a day, a curve's point for one of
 * many regions. Those of late are kept. Thread-safe.
 */
final class SigningKeys {
    private static final int SIZE = 256;

    private final Map<Use, byte[]> kept = new Kept<>();
    private final Map<Owner, ManyRegionsKey> keptOfManyRegions = new Kept<>();

    private record Use(String secret, String date, String region, String service) {}

    private record Owner(String accessKeyId, String secret) {}

    /** Forgets what was not used for longest. */
    private static final class Kept<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        Kept() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > SIZE;
        }
    }

    /** The key that this secret makes for a scope with a region. */
    byte[] key(String secret, CredentialScope scope) {
        String region = scope.region();
        if (region == null) {
            throw new IllegalArgumentException("no key of version 4 without a region: " + scope.text());
        }
        Use use = new Use(secret, scope.date(), region, scope.service());
        synchronized (kept) {
            return kept.computeIfAbsent(use, SigningKeys::derive);
        }
    }

    /** The key that this credential makes for all regions. */
    ManyRegionsKey ofManyRegions(Credential credential) {
        Owner owner = new Owner(credential.accessKeyId(), credential.secret());
        synchronized (keptOfManyRegions) {
            return keptOfManyRegions.computeIfAbsent(owner, unused -> ManyRegionsKey.of(credential));
        }
    }

    private static byte[] derive(Use use) {
        return SigningKey.derive(use.secret(), use.date(), use.region(), use.service());
    }
}
