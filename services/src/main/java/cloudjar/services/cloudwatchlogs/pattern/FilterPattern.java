package cloudjar.services.cloudwatchlogs.pattern;

import java.util.Map;
import java.util.Optional;

/** Which events pass. Thread-safe. */
public sealed interface FilterPattern permits TermPattern, JsonPattern, FieldPattern {
    /** The longest pattern, in characters. */
    int LENGTH_MAX = 1024;

    /** Lets every event pass. */
    FilterPattern ALL = new TermPattern(java.util.List.of(), java.util.List.of(), java.util.List.of());

    /**
     * The pattern that a text is.
     *
     * @throws InvalidPatternException where it is none
     */
    static FilterPattern parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return ALL;
        }
        PatternReader in = new PatternReader(trimmed);
        return switch (trimmed.charAt(0)) {
            case '{' -> JsonPattern.parse(in);
            case '[' -> FieldPattern.parse(in);
            default -> TermPattern.parse(in);
        };
    }

    /** Whether an event's message passes. */
    boolean matches(String message);

    /** What the pattern names in a message that passes: values by their selectors, such as {@code $.size} or {@code $size}. */
    Map<String, String> extracted(String message);

    /** The text that a selector finds in a message; for patterns of terms there is none. */
    Optional<String> select(String message, String selector);
}
