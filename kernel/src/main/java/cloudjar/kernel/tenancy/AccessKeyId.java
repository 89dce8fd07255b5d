package cloudjar.kernel.tenancy;

import java.util.Optional;

/**
 * Access key ids in AWS's form: four letters that say of what kind, and sixteen of Base32 that hold the account and chance.
 *
 * <p>The first 48 of their 80 bits are a set bit, the account's number in 40 bits and 7 bits of chance, as those of keys
 * made since 2019 are found to be.
 */
public final class AccessKeyId {
    /** What ids of keys that last begin with. */
    public static final String LASTING = "AKIA";

    /** What ids of temporary credentials begin with. */
    public static final String TEMPORARY = "ASIA";

    /** The length of every id. */
    public static final int LENGTH = 20;

    /** How many random Base32 characters {@link #make} takes. */
    public static final int CHANCE = 8;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int CODED = 8;
    private static final int BITS_OF_CHARACTER = 5;
    private static final int CHANCE_BITS = 40;

    private AccessKeyId() {}

    /** Whether the text has the form of an id that a service issued; any other text names an account at most. */
    public static boolean isIssued(String text) {
        return text.length() == LENGTH && (text.startsWith(LASTING) || text.startsWith(TEMPORARY));
    }

    /**
     * An id.
     *
     * @param prefix {@link #LASTING} or {@link #TEMPORARY}
     * @param chance {@link #CHANCE} random characters of Base32
     */
    public static String make(String prefix, String account, String chance) {
        // 40 bits go into the first eight characters: the set bit and all but the last bit of the account. The last bit
        // of the
        // account leads the ninth.
        long number = Long.parseLong(account);
        long head = 1L << (CHANCE_BITS - 1) | number >> 1;
        StringBuilder id = new StringBuilder(LENGTH).append(prefix);
        for (int i = CODED - 1; i >= 0; i--) {
            id.append(BASE32.charAt((int) (head >> (i * BITS_OF_CHARACTER)) & 31));
        }
        int ninth = BASE32.indexOf(chance.charAt(0)) & 15 | (int) (number & 1) << 4;
        return id.append(BASE32.charAt(ninth)).append(chance, 1, CHANCE).toString();
    }

    /** The account in an id; empty where the id is no such or names none. */
    public static Optional<String> account(String id) {
        if (!isIssued(id)) {
            return Optional.empty();
        }
        long head = 0;
        for (int i = LASTING.length(); i <= LASTING.length() + CODED; i++) {
            int digit = BASE32.indexOf(id.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            head = head << BITS_OF_CHARACTER | digit;
        }
        long number = head >> 4 & (1L << CHANCE_BITS) - 1;
        String account = String.format("%012d", number);
        return Account.isId(account) ? Optional.of(account) : Optional.empty();
    }
}
