package cloudjar.services.dynamodb.expression;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Something in an expression that holds or not. */
public sealed interface Condition extends Node
        permits Condition.And,
                Condition.Or,
                Condition.Not,
                Condition.Comparison,
                Condition.Between,
                Condition.In,
                Operand.Call {
    /** The attributes that it looks at, by the heads of their paths. */
    default Set<String> attributes() {
        Set<String> attributes = new HashSet<>();
        PathHeads.collect(this, attributes);
        return attributes;
    }

    /** Both hold. */
    record And(Condition left, Condition right) implements Condition {}

    /** One holds at least. */
    record Or(Condition left, Condition right) implements Condition {}

    /** The other does not hold. */
    record Not(Condition condition) implements Condition {}

    /** Two values compared. */
    record Comparison(Operand left, String operator, Operand right) implements Condition {}

    /** A value within bounds, the bounds included. */
    record Between(Operand value, Operand low, Operand high) implements Condition {}

    /** A value that is one of several. */
    record In(Operand value, List<Operand> options) implements Condition {
        public In {
            options = List.copyOf(options);
        }
    }
}
