package cloudjar.services.cloudwatchlogs.query;

import org.jspecify.annotations.Nullable;

/** What a record has a value for. */
@FunctionalInterface
interface Expression {
    @Nullable
    Object of(LogRecord row);

    /** An expression by the name under which its value is shown. */
    record Named(String name, Expression expression) {}
}
