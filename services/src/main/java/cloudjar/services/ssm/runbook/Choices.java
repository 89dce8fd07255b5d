package cloudjar.services.ssm.runbook;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The choices of {@code aws:branch}, whose references are resolved.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-branch.html">aws:branch</a>
 */
public final class Choices {
    private static final int DEPTH_MAX = 10;

    private Choices() {}

    /** The step that the first choice which holds leads to, else the default; none where there is none. */
    public static Optional<String> choose(Map<String, Object> inputs) {
        for (Object element : Values.list(inputs, "Choices")) {
            Map<String, Object> choice = Values.object(element, "A choice");
            if (holds(choice, 0)) {
                String next = Values.text(choice, "NextStep");
                if (next == null) {
                    throw new RunbookException("A choice has no NextStep.");
                }
                return Optional.of(next);
            }
        }
        return Optional.ofNullable(Values.text(inputs, "Default"));
    }

    private static boolean holds(Map<String, Object> choice, int depth) {
        if (depth > DEPTH_MAX) {
            throw new RunbookException("Choices are nested too deeply.");
        }
        if (choice.get("And") != null) {
            return Values.list(choice, "And").stream().allMatch(part -> holds(Values.object(part, "And"), depth + 1));
        }
        if (choice.get("Or") != null) {
            return Values.list(choice, "Or").stream().anyMatch(part -> holds(Values.object(part, "Or"), depth + 1));
        }
        if (choice.get("Not") != null) {
            return !holds(Values.object(choice, "Not"), depth + 1);
        }
        Object variable = choice.get("Variable");
        if (variable == null) {
            throw new RunbookException("A choice has no Variable.");
        }
        for (Map.Entry<String, Object> entry : choice.entrySet()) {
            if (!List.of("Variable", "NextStep").contains(entry.getKey())) {
                return compare(entry.getKey(), variable, entry.getValue());
            }
        }
        throw new RunbookException("A choice has no comparison.");
    }

    private static boolean compare(String operation, Object variable, Object operand) {
        String left = Values.text(variable);
        String right = Values.text(operand);
        return switch (operation) {
            case "StringEquals" -> left.equals(right);
            case "EqualsIgnoreCase" -> left.equalsIgnoreCase(right);
            case "StartsWith" -> left.startsWith(right);
            case "EndsWith" -> left.endsWith(right);
            case "Contains" ->
                variable instanceof List<?> list
                        ? list.stream().anyMatch(element -> Values.text(element).equals(right))
                        : left.contains(right);
            case "NumericEquals" -> number(left).compareTo(number(right)) == 0;
            case "NumericGreater" -> number(left).compareTo(number(right)) > 0;
            case "NumericLesser" -> number(left).compareTo(number(right)) < 0;
            case "NumericGreaterOrEquals" -> number(left).compareTo(number(right)) >= 0;
            case "NumericLesserOrEquals" -> number(left).compareTo(number(right)) <= 0;
            case "BooleanEquals" -> left.toLowerCase(Locale.ROOT).equals(right.toLowerCase(Locale.ROOT));
            default -> throw new RunbookException("Unknown comparison: " + operation);
        };
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new RunbookException("Not a number: " + text);
        }
    }
}
