package cloudjar.kernel.policy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Whether a request's value matches one value of a policy, before any negation. */
@FunctionalInterface
interface ValueTest {
    /** A number of more digits than this is none. */
    int NUMBER_LENGTH_MAX = 64;

    boolean matches(String value, RequestContext context);

    /** The test for a policy's value. What cannot be read matches nothing. */
    static ValueTest of(Comparison comparison, String expected, PolicyVersion version) {
        return switch (comparison.family()) {
            case TEXT -> {
                TextPattern text = TextPattern.of(expected, syntax(version, PatternToken.Syntax.VARIABLES));
                yield text::matches;
            }
            case PATTERN -> {
                TextPattern text =
                        TextPattern.of(expected, syntax(version, PatternToken.Syntax.VARIABLES_AND_WILDCARDS));
                yield text::matches;
            }
            case TEXT_IGNORING_CASE, BOOL -> {
                TextPattern text = TextPattern.ignoringCase(expected, syntax(version, PatternToken.Syntax.VARIABLES));
                yield text::matches;
            }
            case ARN -> {
                ArnPattern arn = ArnPattern.of(expected, syntax(version, PatternToken.Syntax.VARIABLES_AND_WILDCARDS));
                yield (value, context) -> arn.matches(ResourceName.of(value), context);
            }
            case NUMBER -> ordered(comparison, number(expected), ValueTest::number);
            case DATE -> ordered(comparison, PolicyDate.parse(expected), PolicyDate::parse);
            case BINARY -> binary(expected);
            case ADDRESS -> {
                Optional<IpRange> range = IpRange.parse(expected);
                yield (value, _) -> range.isPresent()
                        && IpRange.parse(value).filter(range.get()::contains).isPresent();
            }
            case PRESENCE -> (_, _) -> false;
        };
    }

    private static PatternToken.Syntax syntax(PolicyVersion version, PatternToken.Syntax current) {
        return PatternToken.Syntax.of(version, current);
    }

    /** Reads a text as something that has an order. */
    @FunctionalInterface
    interface Reading<T> {
        Optional<T> of(String text);
    }

    private static <T extends Comparable<? super T>> ValueTest ordered(
            Comparison comparison, Optional<T> expected, Reading<T> reading) {
        if (expected.isEmpty()) {
            return (_, _) -> false;
        }
        T bound = expected.get();
        return (value, _) -> {
            Optional<T> actual = reading.of(value);
            return actual.isPresent() && comparison.accepts(actual.get().compareTo(bound));
        };
    }

    private static Optional<BigDecimal> number(String text) {
        if (text.length() > NUMBER_LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static ValueTest binary(String expected) {
        Optional<byte[]> bytes = bytes(expected);
        return (value, _) -> bytes.isPresent()
                && bytes(value)
                        .filter(actual -> Arrays.equals(actual, bytes.get()))
                        .isPresent();
    }

    private static Optional<byte[]> bytes(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }
}
