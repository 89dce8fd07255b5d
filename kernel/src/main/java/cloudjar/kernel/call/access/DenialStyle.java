package cloudjar.kernel.call.access;

import org.jspecify.annotations.Nullable;

/**
 * How a service says no.
 *
 * @param code of the error; null for the one of the protocol
 * @param casing how it spells actions
 * @param quotes around the resource
 * @param words how much it says
 */
public record DenialStyle(@Nullable String code, Casing casing, String quotes, Words words) {
    /** As most services do. */
    public static final DenialStyle USUAL = new DenialStyle(null, Casing.AS_WRITTEN, "", Words.REASON);

    /** How actions are spelt. */
    public enum Casing {
        AS_WRITTEN,
        LOWER
    }

    /** How much is said. */
    public enum Words {
        /** Who may not do what, and why. */
        REASON,
        /** Who may not do what. */
        NO_REASON,
        /** The reason to callers of the account that has the resource, and to others {@code Access Denied}. */
        REASON_AT_HOME
    }

    /** This style with another code. */
    public DenialStyle withCode(String other) {
        return new DenialStyle(other, casing, quotes, words);
    }

    /** This style with actions in lower case. */
    public DenialStyle withLowerCase() {
        return new DenialStyle(code, Casing.LOWER, quotes, words);
    }

    /** This style with the resource in quotes. */
    public DenialStyle withQuotes() {
        return new DenialStyle(code, casing, "\"", words);
    }

    /** This style with other words. */
    public DenialStyle withWords(Words other) {
        return new DenialStyle(code, casing, quotes, other);
    }
}
