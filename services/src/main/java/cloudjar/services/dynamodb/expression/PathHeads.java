package cloudjar.services.dynamodb.expression;

import java.util.List;
import java.util.Set;

/** Finds the attributes that an expression names. */
final class PathHeads {
    private PathHeads() {}

    static void collect(Node node, Set<String> into) {
        switch (node) {
            case Condition.And(Condition left, Condition right) -> collect(List.of(left, right), into);
            case Condition.Or(Condition left, Condition right) -> collect(List.of(left, right), into);
            case Condition.Not(Condition inner) -> collect(inner, into);
            case Condition.Comparison(Operand left, String operator, Operand right) ->
                collect(List.of(left, right), into);
            case Condition.Between(Operand value, Operand low, Operand high) ->
                collect(List.of(value, low, high), into);
            case Condition.In(Operand value, List<Operand> options) -> {
                collect(value, into);
                collect(options, into);
            }
            case Operand.Call(String function, List<Operand> arguments) -> collect(arguments, into);
            case Operand.Attribute(Path path) -> into.add(path.head());
            case Operand.Sum(Operand left, String sign, Operand right) -> collect(List.of(left, right), into);
            case Operand.Literal literal -> {}
            case Operand.Undefined undefined -> {}
        }
    }

    private static void collect(List<? extends Node> nodes, Set<String> into) {
        nodes.forEach(node -> collect(node, into));
    }
}
