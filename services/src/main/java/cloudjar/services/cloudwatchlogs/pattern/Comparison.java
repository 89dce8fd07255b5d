package cloudjar.services.cloudwatchlogs.pattern;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Holds a value against what a pattern gives.
 *
 * @param operator one of {@code = != < > <= >=}
 * @param operand what stands on its right
 */
record Comparison(String operator, Operand operand) {
    private static final String[] OPERATORS = {"!=", "<=", ">=", "=", "<", ">"};

    /** What a value is compared with. */
    sealed interface Operand {
        /** A text in which stars stand for anything. */
        record Text(String text) implements Operand {}

        /** A number; as it was written, for values that are texts. */
        record Amount(BigDecimal number, String written) implements Operand {}

        /** A regular expression. */
        record Regex(Pattern pattern) implements Operand {}
    }

    /** The operator that comes next; null where none does. */
    static @Nullable String operator(PatternReader in) {
        for (String operator : OPERATORS) {
            if (in.takes(operator)) {
                return operator;
            }
        }
        return null;
    }

    /** An operator that was read, with its operand, which ends at one of these characters. */
    static Comparison after(String operator, PatternReader in, String ends) {
        Operand operand = operand(in.skipBlanks(), ends);
        boolean ordered = operator.startsWith("<") || operator.startsWith(">");
        if (ordered && !(operand instanceof Operand.Amount)) {
            throw in.invalid(operator + " needs a number");
        }
        return new Comparison(operator, operand);
    }

    private static Operand operand(PatternReader in, String ends) {
        if (in.peek() == '"') {
            return new Operand.Text(in.quoted());
        }
        if (in.peek() == '%') {
            return new Operand.Regex(in.regex());
        }
        String word = in.until(ends);
        if (word.isEmpty()) {
            throw in.invalid("a value is missing");
        }
        BigDecimal number = number(word);
        return number == null ? new Operand.Text(word) : new Operand.Amount(number, word);
    }

    static @Nullable BigDecimal number(String text) {
        if (text.isEmpty()
                || text.length() > 100
                || !(Character.isDigit(text.charAt(0)) || "+-.".indexOf(text.charAt(0)) >= 0)) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether a value passes. */
    boolean holds(Object value) {
        return switch (operand) {
            case Operand.Text text -> operator.equals("=") == Wildcards.matches(text.text(), String.valueOf(value));
            case Operand.Regex regex ->
                operator.equals("=")
                        == regex.pattern().matcher(String.valueOf(value)).find();
            case Operand.Amount number -> {
                BigDecimal asNumber = value instanceof BigDecimal decimal ? decimal : number(String.valueOf(value));
                if (asNumber == null) {
                    yield operator.equals("!=");
                }
                int order = asNumber.compareTo(number.number());
                yield switch (operator) {
                    case "=" -> order == 0;
                    case "!=" -> order != 0;
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    default -> order >= 0;
                };
            }
        };
    }
}
