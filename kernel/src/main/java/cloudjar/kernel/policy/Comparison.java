package cloudjar.kernel.policy;

import java.util.Optional;

/**
 * How a condition compares, named as policies name it.
 *
 * <p>A negated comparison is the opposite of another one: it holds where none of the policy's values match, and where
 * the request has no such key.
 */
public enum Comparison {
    STRING_EQUALS("StringEquals", Family.TEXT, Outcome.AS_IS),
    STRING_NOT_EQUALS("StringNotEquals", Family.TEXT, Outcome.NEGATED),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Family.TEXT_IGNORING_CASE, Outcome.AS_IS),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Family.TEXT_IGNORING_CASE, Outcome.NEGATED),
    STRING_LIKE("StringLike", Family.PATTERN, Outcome.AS_IS),
    STRING_NOT_LIKE("StringNotLike", Family.PATTERN, Outcome.NEGATED),
    NUMERIC_EQUALS("NumericEquals", Family.NUMBER, Outcome.AS_IS),
    NUMERIC_NOT_EQUALS("NumericNotEquals", Family.NUMBER, Outcome.NEGATED),
    NUMERIC_LESS_THAN("NumericLessThan", Family.NUMBER, Outcome.AS_IS),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Family.NUMBER, Outcome.AS_IS),
    NUMERIC_GREATER_THAN("NumericGreaterThan", Family.NUMBER, Outcome.AS_IS),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Family.NUMBER, Outcome.AS_IS),
    DATE_EQUALS("DateEquals", Family.DATE, Outcome.AS_IS),
    DATE_NOT_EQUALS("DateNotEquals", Family.DATE, Outcome.NEGATED),
    DATE_LESS_THAN("DateLessThan", Family.DATE, Outcome.AS_IS),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", Family.DATE, Outcome.AS_IS),
    DATE_GREATER_THAN("DateGreaterThan", Family.DATE, Outcome.AS_IS),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Family.DATE, Outcome.AS_IS),
    BOOL("Bool", Family.BOOL, Outcome.AS_IS),
    BINARY_EQUALS("BinaryEquals", Family.BINARY, Outcome.AS_IS),
    IP_ADDRESS("IpAddress", Family.ADDRESS, Outcome.AS_IS),
    NOT_IP_ADDRESS("NotIpAddress", Family.ADDRESS, Outcome.NEGATED),
    ARN_EQUALS("ArnEquals", Family.ARN, Outcome.AS_IS),
    ARN_LIKE("ArnLike", Family.ARN, Outcome.AS_IS),
    ARN_NOT_EQUALS("ArnNotEquals", Family.ARN, Outcome.NEGATED),
    ARN_NOT_LIKE("ArnNotLike", Family.ARN, Outcome.NEGATED),
    /** Whether the key is absent. */
    NULL("Null", Family.PRESENCE, Outcome.AS_IS);

    /** What is compared. */
    enum Family {
        TEXT,
        TEXT_IGNORING_CASE,
        PATTERN,
        NUMBER,
        DATE,
        BOOL,
        BINARY,
        ADDRESS,
        ARN,
        PRESENCE
    }

    /** Whether a match makes the condition hold or fail. */
    enum Outcome {
        AS_IS,
        NEGATED
    }

    private final String word;
    private final Family family;
    private final Outcome outcome;

    Comparison(String word, Family family, Outcome outcome) {
        this.word = word;
        this.family = family;
        this.outcome = outcome;
    }

    /** As policies spell it. */
    public String word() {
        return word;
    }

    /** Whether it holds where nothing matches. */
    public boolean negated() {
        return outcome == Outcome.NEGATED;
    }

    Family family() {
        return family;
    }

    /** Whether an ordering of a request's value against the policy's, as {@code compareTo} gives it, is a match. */
    boolean accepts(int order) {
        return switch (this) {
            case NUMERIC_LESS_THAN, DATE_LESS_THAN -> order < 0;
            case NUMERIC_LESS_THAN_EQUALS, DATE_LESS_THAN_EQUALS -> order <= 0;
            case NUMERIC_GREATER_THAN, DATE_GREATER_THAN -> order > 0;
            case NUMERIC_GREATER_THAN_EQUALS, DATE_GREATER_THAN_EQUALS -> order >= 0;
            default -> order == 0;
        };
    }

    /** The comparison of this name; names are compared without regard to case. */
    static Optional<Comparison> of(String word) {
        for (Comparison comparison : values()) {
            if (comparison.word.equalsIgnoreCase(word)) {
                return Optional.of(comparison);
            }
        }
        return Optional.empty();
    }
}
