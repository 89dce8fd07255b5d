package cloudjar.gateway.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys that requests of a day are signed with: four codes each, so those of late are kept. Thread-safe. */
final class SigningKeys {
    private static final int SIZE = 256;

    private final Map<Use, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Use, byte[]> eldest) {
            return size() > SIZE;
        }
    };

    private record Use(String secret, String date, String region, String service) {}

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

    private static byte[] derive(Use use) {
        byte[] secret = ("AWS4" + use.secret()).getBytes(StandardCharsets.UTF_8);
        byte[] date = Sha256.mac(secret, use.date());
        byte[] region = Sha256.mac(date, use.region());
        byte[] service = Sha256.mac(region, use.service());
        return Sha256.mac(service, "aws4_request");
    }
}
