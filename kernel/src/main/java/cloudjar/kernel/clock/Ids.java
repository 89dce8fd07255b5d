package cloudjar.kernel.clock;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Random identifiers. Thread-safe, and cheap with many threads.
 *
 * <p>Not to be drawn in the body of a {@code store.write}, which may run twice: draw before, and hand in.
 */
public final class Ids {
    /** Digits and lower-case letters. */
    public static final String LOWER_ALPHANUMERIC = "0123456789abcdefghijklmnopqrstuvwxyz";

    /** Upper-case letters and the digits from 2 to 7: Base32, of which AWS makes access key and entity ids. */
    public static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** Upper-case letters and digits. */
    public static final String UPPER_ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /** Digits and letters of both cases. */
    public static final String ALPHANUMERIC = LOWER_ALPHANUMERIC + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final RandomPool[] pools;

    private Ids(RandomPool[] pools) {
        this.pools = pools;
    }

    /** Identifiers that nobody can guess. */
    public static Ids secure() {
        RandomPool[] pools = new RandomPool
                [Integer.highestOneBit(Math.max(1, Runtime.getRuntime().availableProcessors())) * 2];
        for (int i = 0; i < pools.length; i++) {
            SecureRandom random = new SecureRandom();
            pools[i] = new RandomPool(random::nextBytes);
        }
        return new Ids(pools);
    }

    /** Identifiers that are the same in every run, as long as one thread draws them: for tests. */
    public static Ids seeded(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        return new Ids(new RandomPool[] {new RandomPool(random::nextBytes)});
    }

    /** A random (version 4) UUID, 36 characters. */
    public String uuid() {
        return uniqueId().toString();
    }

    /** A random (version 4) UUID, for those who keep it as such. */
    public UUID uniqueId() {
        byte[] bytes = bytes(16);
        bytes[6] = (byte) ((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3F) | 0x80);
        return new UUID(number(bytes, 0), number(bytes, 8));
    }

    /** So many lower-case hexadecimal digits. */
    public String hex(int length) {
        return HexFormat.of().formatHex(bytes((length + 1) / 2)).substring(0, length);
    }

    /** So many characters of {@link #BASE32}. */
    public String base32(int length) {
        return of(BASE32, length);
    }

    /** So many digits and letters of both cases. */
    public String alphanumeric(int length) {
        return of(ALPHANUMERIC, length);
    }

    /** So many characters of the alphabet, which has 256 at most; each equally likely. */
    public String of(String alphabet, int length) {
        int size = alphabet.length();
        if (size == 0 || size > 256) {
            throw new IllegalArgumentException("an alphabet of " + size + " characters");
        }
        // Bytes from here on would favour the first characters.
        int fair = 256 - 256 % size;
        StringBuilder id = new StringBuilder(length);
        while (id.length() < length) {
            byte[] random = bytes(length - id.length());
            for (byte b : random) {
                if ((b & 0xFF) < fair) {
                    id.append(alphabet.charAt((b & 0xFF) % size));
                }
            }
        }
        return id.toString();
    }

    /** So many random bytes. */
    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        pools[(int) Thread.currentThread().threadId() & (pools.length - 1)].take(bytes);
        return bytes;
    }

    /** Any number. */
    public long number() {
        return number(bytes(8), 0);
    }

    private static long number(byte[] bytes, int from) {
        long number = 0;
        for (int i = from; i < from + 8; i++) {
            number = number << 8 | (bytes[i] & 0xFF);
        }
        return number;
    }
}
