package cloudjar.services.dynamodb.expression;

import cloudjar.api.dynamodb.AttributeValue;
import java.util.List;

/** Something in an expression that has a value. */
public sealed interface Operand extends Node {
    /** What lies at a path. */
    record Attribute(Path path) implements Operand {}

    /** A value of the request. */
    record Literal(AttributeValue value) implements Operand {}

    /** A placeholder that stands for nothing; reported, and kept so that reading can go on. */
    record Undefined() implements Operand {}

    /** A function and what it is given. */
    record Call(String function, List<Operand> arguments) implements Operand, Condition {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** The sum of two numbers, or their difference. */
    record Sum(Operand left, String sign, Operand right) implements Operand {}
}
