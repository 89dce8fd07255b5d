package cloudjar.services.iam;

import cloudjar.kernel.shape.Bytes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A user's password for the console: its hash, never itself.
 *
 * @param salt of the hash
 * @param resetRequired whether the user has to choose another when it signs in
 * @param earlier hashes of passwords before, the newest first, each with its own salt
 */
record Login(Bytes salt, Bytes hash, Instant created, Instant changed, boolean resetRequired, List<Earlier> earlier) {
    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final int ITERATIONS = 10_000;
    private static final int HASH_BITS = 256;
    private static final int EARLIER_MAX = 24;

    /** How many random bytes a salt has. */
    static final int SALT_BYTES = 16;

    /** A password that was used before. */
    record Earlier(Bytes salt, Bytes hash) {}

    Login {
        earlier = List.copyOf(earlier);
    }

    static Login of(String password, byte[] salt, Instant now, boolean resetRequired) {
        return new Login(Bytes.copyOf(salt), hash(password, salt), now, now, resetRequired, List.of());
    }

    /** This login with another password. */
    Login withPassword(String password, byte[] newSalt, Instant now, boolean reset) {
        List<Earlier> before = new ArrayList<>(earlier);
        before.addFirst(new Earlier(salt, hash));
        List<Earlier> kept = before.subList(0, Math.min(before.size(), EARLIER_MAX));
        return new Login(Bytes.copyOf(newSalt), hash(password, newSalt), created, now, reset, kept);
    }

    Login withReset(boolean required) {
        return new Login(salt, hash, created, changed, required, earlier);
    }

    /** Whether the password is this one; takes as long for a wrong one. */
    boolean accepts(String password) {
        return matches(password, salt, hash);
    }

    /** Whether the password is this one or one of so many before. */
    boolean remembers(String password, int count) {
        return accepts(password)
                || earlier.stream()
                        .limit(Math.max(0, count - 1))
                        .anyMatch(one -> matches(password, one.salt(), one.hash()));
    }

    private static boolean matches(String password, Bytes salt, Bytes hash) {
        return MessageDigest.isEqual(
                hash.toArray(), hash(password, salt.toArray()).toArray());
    }

    private static Bytes hash(String password, byte[] salt) {
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, HASH_BITS);
            return Bytes.copyOf(
                    SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
