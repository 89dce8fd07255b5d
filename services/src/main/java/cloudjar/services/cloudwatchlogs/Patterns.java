package cloudjar.services.cloudwatchlogs;

import cloudjar.services.cloudwatchlogs.pattern.FilterPattern;
import cloudjar.services.cloudwatchlogs.pattern.InvalidPatternException;

/** Filter patterns, in the words of CloudWatch Logs. */
final class Patterns {
    private Patterns() {}

    static FilterPattern of(String text) {
        try {
            return FilterPattern.parse(text);
        } catch (InvalidPatternException e) {
            throw LogsErrors.invalid("Invalid filter pattern: " + e.getMessage());
        }
    }
}
