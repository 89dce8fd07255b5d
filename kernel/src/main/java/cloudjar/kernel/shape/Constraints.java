package cloudjar.kernel.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model demands of a value.
 *
 * @param min smallest number, or shortest length (characters, bytes or elements); null where there is none
 * @param max largest number, or greatest length; null where there is none
 * @param pattern regular expression of the model for strings; null where there is none
 * @param enumValues the values a string may have; empty where it is not an enum
 * @param uniqueItems the elements of a list must differ
 */
public record Constraints(
        @Nullable Double min,
        @Nullable Double max,
        @Nullable String pattern,
        List<String> enumValues,
        boolean uniqueItems) {
    /** No constraint at all. */
    public static final Constraints NONE = new Constraints(null, null, null, List.of(), false);

    public Constraints {
        enumValues = List.copyOf(enumValues);
    }
}
