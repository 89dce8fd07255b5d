package cloudjar.services.cloudwatchlogs;

import cloudjar.services.cloudwatchlogs.pattern.FilterPattern;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a metric filter makes of an event: a number that it states, or that a selector finds. */
final class FilteredValue {
    private FilteredValue() {}

    static OptionalDouble number(String text) {
        try {
            double number = Double.parseDouble(text.strip());
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** The number of an event that passed; nothing where the selector finds none. */
    static OptionalDouble of(String value, FilterPattern pattern, String message) {
        if (!value.startsWith("$")) {
            return number(value);
        }
        Optional<String> found = pattern.select(message, value);
        return found.isPresent() ? number(found.get()) : OptionalDouble.empty();
    }
}
