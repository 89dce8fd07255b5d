package cloudjar.services.cloudtrail;

import cloudjar.api.cloudtrail.AdvancedFieldSelector;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What an advanced selector asks of one field of events: one of each list of wanted values, none of the unwanted. */
record FieldSelector(
        String field,
        List<String> equal,
        List<String> startsWith,
        List<String> endsWith,
        List<String> notEqual,
        List<String> notStartsWith,
        List<String> notEndsWith) {
    FieldSelector {
        equal = List.copyOf(equal);
        startsWith = List.copyOf(startsWith);
        endsWith = List.copyOf(endsWith);
        notEqual = List.copyOf(notEqual);
        notStartsWith = List.copyOf(notStartsWith);
        notEndsWith = List.copyOf(notEndsWith);
    }

    static FieldSelector of(AdvancedFieldSelector in) {
        return new FieldSelector(
                in.field(),
                in.equals(),
                in.startsWith(),
                in.endsWith(),
                in.notEquals(),
                in.notStartsWith(),
                in.notEndsWith());
    }

    AdvancedFieldSelector shown() {
        return AdvancedFieldSelector.builder()
                .field(field)
                .equals(equal.isEmpty() ? null : equal)
                .startsWith(startsWith.isEmpty() ? null : startsWith)
                .endsWith(endsWith.isEmpty() ? null : endsWith)
                .notEquals(notEqual.isEmpty() ? null : notEqual)
                .notStartsWith(notStartsWith.isEmpty() ? null : notStartsWith)
                .notEndsWith(notEndsWith.isEmpty() ? null : notEndsWith)
                .build();
    }

    /** How many values it compares with. */
    int size() {
        return equal.size()
                + startsWith.size()
                + endsWith.size()
                + notEqual.size()
                + notStartsWith.size()
                + notEndsWith.size();
    }

    /** Whether a value is as asked; an absent one is like no value. */
    boolean matches(@Nullable String value) {
        String text = value == null ? "" : value;
        return (equal.isEmpty() || any(equal, text, String::equals))
                && (startsWith.isEmpty() || any(startsWith, text, String::startsWith))
                && (endsWith.isEmpty() || any(endsWith, text, String::endsWith))
                && !any(notEqual, text, String::equals)
                && !any(notStartsWith, text, String::startsWith)
                && !any(notEndsWith, text, String::endsWith);
    }

    private static boolean any(List<String> values, String text, BiPredicate<String, String> test) {
        for (String value : values) {
            if (test.test(text, value)) {
                return true;
            }
        }
        return false;
    }
}
