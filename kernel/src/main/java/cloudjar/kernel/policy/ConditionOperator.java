package cloudjar.kernel.policy;

import java.util.Locale;
import java.util.Optional;

/** A condition operator: a comparison with its qualifiers, such as {@code ForAnyValue:StringLikeIfExists}. */
public record ConditionOperator(Quantifier quantifier, Comparison comparison, WhenAbsent whenAbsent) {
    private static final String IF_EXISTS = "ifexists";

    /** How many of a request's values must match. */
    public enum Quantifier {
        /** The operator says nothing: meant for keys of one value. */
        NONE(""),
        /** All of them; so it holds where there are none. */
        FOR_ALL_VALUES("ForAllValues:"),
        /** At least one of them. */
        FOR_ANY_VALUE("ForAnyValue:");

        private final String prefix;

        Quantifier(String prefix) {
            this.prefix = prefix;
        }
    }

    /** What a request without the key means. */
    public enum WhenAbsent {
        /** A value that matches nothing. */
        UNMATCHED,
        /** That the condition holds: {@code ...IfExists}. */
        HOLDS
    }

    /** Reads an operator; empty for one that does not exist. */
    public static Optional<ConditionOperator> parse(String text) {
        Quantifier quantifier = Quantifier.NONE;
        String rest = text;
        for (Quantifier candidate : Quantifier.values()) {
            String prefix = candidate.prefix;
            if (!prefix.isEmpty() && text.regionMatches(true, 0, prefix, 0, prefix.length())) {
                quantifier = candidate;
                rest = text.substring(prefix.length());
            }
        }
        WhenAbsent whenAbsent = WhenAbsent.UNMATCHED;
        if (rest.toLowerCase(Locale.ROOT).endsWith(IF_EXISTS)) {
            whenAbsent = WhenAbsent.HOLDS;
            rest = rest.substring(0, rest.length() - IF_EXISTS.length());
        }
        Optional<Comparison> comparison = Comparison.of(rest);
        if (comparison.isEmpty()) {
            return Optional.empty();
        }
        boolean asksPresence = comparison.get() == Comparison.NULL;
        if (asksPresence && whenAbsent == WhenAbsent.HOLDS) {
            return Optional.empty();
        }
        return Optional.of(new ConditionOperator(quantifier, comparison.get(), whenAbsent));
    }
}
