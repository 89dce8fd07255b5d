package cloudjar.gateway.validate;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.Constraints;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeTraits;
import cloudjar.kernel.shape.ValidationWording;
import cloudjar.kernel.shape.Violation;
import cloudjar.kernel.shape.Violation.Spot;
import cloudjar.kernel.shape.Violation.Step;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * EC2's words: one sentence, about the first thing that is wrong; the codes are those of "Error codes for the Amazon EC2 API".
 * What is missing goes by its name in forms ({@code The request must contain the parameter PublicKeyMaterial}), what is wrong
 * by the same name with a small letter first ({@code Value ( 3 ) for parameter maxResults is invalid. Expecting a value greater
 * than 5.}, {@code Value () for parameter groupId is invalid. The value cannot be empty}). Of the sentences for lengths that
 * are not zero, for patterns and for numbers too large no answer is known; they follow the others.
 */
final class Ec2Wording implements ValidationWording {
    @Override
    public ApiException refuse(OperationSchema operation, List<Violation> violations) {
        Violation first = violations.getFirst();
        String name = name(first.spot());
        return switch (first.rule()) {
            case REQUIRED ->
                new CommonException("MissingParameter", 400, "The request must contain the parameter " + name);
            case RANGE -> invalid(first.spot(), name, "( " + first.spot().value() + " )", range(first.spot()));
            case LENGTH -> invalid(first.spot(), name, "(" + text(first.spot()) + ")", length(first.spot()));
            case ENUM, PATTERN, UNIQUE -> invalid(first.spot(), name, "(" + text(first.spot()) + ")", "");
        };
    }

    private static CommonException invalid(Spot spot, String name, String value, String reason) {
        String shown = spot.schema().traits().has(ShapeTraits.SENSITIVE) ? "" : " " + value;
        String lower = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        String sentence = "Value" + shown + " for parameter " + lower + " is invalid.";
        return new CommonException("InvalidParameterValue", 400, reason.isEmpty() ? sentence : sentence + " " + reason);
    }

    /** Texts and numbers stand for themselves, whatever is composed for nothing. */
    private static String text(Spot spot) {
        return spot.value() instanceof String || spot.value() instanceof Number ? String.valueOf(spot.value()) : "";
    }

    private static String range(Spot spot) {
        Constraints bounds = spot.schema().constraints();
        Double min = bounds.min();
        boolean low = min != null && spot.value() instanceof Number number && number.doubleValue() < min;
        // AWS says "greater than 5" where 5 will do.
        return low
                ? "Expecting a value greater than " + plain(min) + "."
                : "Expecting a value less than or equal to " + plain(bounds.max()) + ".";
    }

    private static String length(Spot spot) {
        if ("".equals(spot.value())) {
            return "The value cannot be empty";
        }
        Constraints bounds = spot.schema().constraints();
        String between = "between " + plain(bounds.min()) + " and " + plain(bounds.max());
        String expected = bounds.min() == null
                ? "at most " + plain(bounds.max())
                : bounds.max() == null ? "at least " + plain(bounds.min()) : between;
        return "Expecting a length of " + expected + ".";
    }

    private static String plain(@Nullable Double bound) {
        return bound == null ? "" : bound == bound.longValue() ? Long.toString(bound.longValue()) : bound.toString();
    }

    /** The parameter as forms have it; an element of a list goes by the name of its list, which is how forms name it. */
    private static String name(Spot spot) {
        Spot named = spot;
        while (named.step() != Step.MEMBER && named.parent() != null) {
            named = named.parent();
        }
        Spot parent = named.parent();
        Schema holder = parent == null ? null : parent.schema();
        Member member = holder == null ? null : holder.member(named.name());
        return member == null ? named.name() : member.ec2Name();
    }
}
