package cloudjar.services.iam;

import cloudjar.services.iam.ManagedPolicy.Version;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The managed policies that AWS keeps, read from {@code aws-managed-policies.tsv} when they are first asked for. Only their
 * default versions are known. Their unique ids are not those of AWS, but always the same.
 */
final class AwsPolicies {
    private static final String RESOURCE = "aws-managed-policies.tsv";
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_CHANCE = 17;

    /** By their names. */
    private static final Map<String, ManagedPolicy> ALL = read();

    private AwsPolicies() {}

    static Optional<ManagedPolicy> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** In the order of their names. */
    static Collection<ManagedPolicy> all() {
        return ALL.values();
    }

    private static Map<String, ManagedPolicy> read() {
        Map<String, ManagedPolicy> policies = new TreeMap<>();
        try (InputStream in = AwsPolicies.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + RESOURCE);
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> policy(line.split("\t", 6)))
                    .forEach(policy -> policies.put(policy.name(), policy));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(policies);
    }

    private static ManagedPolicy policy(String[] parts) {
        int version = Integer.parseInt(parts[2], 1, parts[2].length(), 10);
        Instant updated = Instant.parse(parts[4]);
        return new ManagedPolicy(
                ManagedPolicy.AWS,
                parts[0],
                parts[1],
                id(parts[0]),
                Instant.parse(parts[3]),
                updated,
                null,
                Map.of(),
                version,
                version,
                List.of(new Version(version, parts[5], updated)));
    }

    private static String id(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            StringBuilder chance = new StringBuilder(ID_CHANCE);
            for (int i = 0; i < ID_CHANCE; i++) {
                chance.append(BASE32.charAt(hash[i] & 31));
            }
            return ManagedPolicy.idOf(chance.toString());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
