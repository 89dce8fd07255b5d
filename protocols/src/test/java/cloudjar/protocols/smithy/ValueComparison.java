package cloudjar.protocols.smithy;

import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Document;
import cloudjar.kernel.shape.Structure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares values as the protocol tests mean it: NaN equals NaN, streams by content, document numbers by value. */
public final class ValueComparison {
    private ValueComparison() {}

    /**
     * Says where two values differ first.
     *
     * @throws AssertionError where they differ
     */
    public static void assertEqual(@Nullable Object actual, @Nullable Object expected) {
        compare("", actual, expected);
    }

    private static void compare(String path, @Nullable Object actual, @Nullable Object expected) {
        Object left = plain(actual);
        Object right = plain(expected);
        if (left instanceof Structure mine && right instanceof Structure theirs) {
            for (int i = 0; i < theirs.schema().memberCount(); i++) {
                compare(path + "/" + theirs.schema().member(i).name(), mine.get(i), theirs.get(i));
            }
        } else if (left instanceof List<?> mine && right instanceof List<?> theirs) {
            differ(path + " size", mine.size(), theirs.size());
            for (int i = 0; i < theirs.size(); i++) {
                compare(path + "/" + i, mine.get(i), theirs.get(i));
            }
        } else if (left instanceof Map<?, ?> mine && right instanceof Map<?, ?> theirs) {
            differ(path + " keys", mine.keySet(), theirs.keySet());
            theirs.forEach((key, value) -> compare(path + "/" + key, mine.get(key), value));
        } else {
            differ(path, left, right);
        }
    }

    private static void differ(String path, @Nullable Object actual, @Nullable Object expected) {
        if (!Objects.equals(actual, expected)) {
            throw new AssertionError("at " + path + ": got " + shown(actual) + ", expected " + shown(expected));
        }
    }

    private static String shown(@Nullable Object value) {
        String text = value instanceof Bytes bytes ? bytes.utf8() : String.valueOf(value);
        return text + (value == null ? "" : " (" + value.getClass().getSimpleName() + ")");
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Body body -> content(body);
            case Document document -> plain(document.value());
            case Float number -> special(number) ? number : decimal(number);
            case Double number -> special(number) ? (Object) number.floatValue() : decimal(number);
            case Number number -> decimal(number);
            default -> value;
        };
    }

    private static boolean special(Number number) {
        return !Double.isFinite(number.doubleValue());
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString()).stripTrailingZeros();
    }

    private static Bytes content(Body body) {
        try (InputStream in = body.open()) {
            return Bytes.wrap(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
