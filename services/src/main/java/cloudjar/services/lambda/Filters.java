package cloudjar.services.lambda;

import cloudjar.api.lambda.Filter;
import cloudjar.api.lambda.FilterCriteria;
import cloudjar.kernel.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.RuleCompiler;
import software.amazon.event.ruler.Ruler;

/** Which records a function wants, in the language of event patterns. */
final class Filters {
    private Filters() {}

    static boolean isPattern(@Nullable String pattern) {
        return pattern != null && Json.object(pattern).isPresent() && RuleCompiler.check(pattern) == null;
    }

    /** Whether a record passes: one of the patterns is enough, and none at all lets everything pass. */
    static boolean pass(@Nullable FilterCriteria criteria, Map<String, Object> record) {
        if (criteria == null || criteria.filters().isEmpty()) {
            return true;
        }
        String text = Json.write(record);
        for (Filter filter : criteria.filters()) {
            if (matches(text, String.valueOf(filter.pattern()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String record, String pattern) {
        try {
            return Ruler.matchesRule(record, pattern);
        } catch (Exception e) {
            throw new IllegalStateException("a pattern that was checked is none: " + pattern, e);
        }
    }
}
