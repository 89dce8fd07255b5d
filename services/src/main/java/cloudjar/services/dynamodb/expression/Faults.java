package cloudjar.services.dynamodb.expression;

import java.util.EnumMap;
import java.util.Map;

/**
 * What is wrong with an expression besides its syntax. AWS reads all of it before it complains, and complains of the kind
 * that comes first in its own order; within a kind, of what stands first.
 */
final class Faults {
    /** Kinds of faults in the order in which they are told. */
    enum Kind {
        PARENTHESES,
        FUNCTION,
        MISUSE,
        RESERVED,
        SECTION,
        /** What a condition without AND, OR and NOT has: the first such condition that is wrong counts. */
        CONDITION,
        UNDEFINED,
        OVERLAP,
        CONFLICT,
        OPERAND,
        DISTINCT,
        TYPE
    }

    private final Map<Kind, String> found = new EnumMap<>(Kind.class);

    void report(Kind kind, String message) {
        found.putIfAbsent(kind, message);
    }

    /** What was reported since the last condition ended becomes a fault of this condition. */
    void endCondition() {
        for (Kind kind : new Kind[] {Kind.UNDEFINED, Kind.OPERAND, Kind.DISTINCT, Kind.TYPE}) {
            String message = found.get(kind);
            if (message != null) {
                found.putIfAbsent(Kind.CONDITION, message);
            }
        }
    }

    /** Fails where anything was reported. */
    void raise() {
        for (String message : found.values()) {
            throw new ExpressionException(message);
        }
    }
}
