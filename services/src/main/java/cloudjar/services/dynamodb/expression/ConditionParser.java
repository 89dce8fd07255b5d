package cloudjar.services.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a condition.
 *
 * <pre>
 * or:         and {OR and}
 * and:        not {AND not}
 * not:        [NOT] comparison
 * comparison: primary [comparator primary | BETWEEN primary AND primary | IN ( primary {, primary} )]
 * primary:    ( or ) | function ( primary {, primary} ) | path | value
 * </pre>
 *
 * <p>Brackets may hold an operand or a condition; which of the two has to stand somewhere is looked at when it is known.
 */
final class ConditionParser {
    private static final Set<String> KEYWORDS = Set.of("AND", "OR", "NOT", "BETWEEN", "IN");
    private static final Set<String> COMPARATORS = Set.of("=", "<>", "<", "<=", ">", ">=");

    /** Deeper brackets hold nothing but brackets: there are fewer operators than this. */
    private static final int DEPTH_MAX = 310;

    private final OperandReader reader;
    private final Tokens tokens;
    private final ConditionChecks checks;
    private @Nullable Node bracketed;
    private int depth;

    private ConditionParser(String text, Placeholders placeholders) {
        this.reader = new OperandReader(text, placeholders);
        this.tokens = reader.tokens;
        this.checks = new ConditionChecks(reader.faults);
    }

    /** The condition of a text. */
    static Condition parse(String text, Placeholders placeholders) {
        ConditionParser parser = new ConditionParser(text, placeholders);
        Condition condition = parser.condition(parser.or());
        parser.reader.end();
        return condition;
    }

    private Condition condition(Node node) {
        return switch (node) {
            case Operand.Call call -> {
                checks.standsAlone(call);
                yield call;
            }
            case Condition condition -> condition;
            case Operand operand -> throw tokens.unexpected();
        };
    }

    private Operand operand(Node node) {
        if (node instanceof Operand operand) {
            return operand;
        }
        throw tokens.unexpected();
    }

    private Node or() {
        Node left = and();
        while (tokens.peek().is("OR")) {
            Condition first = condition(left);
            tokens.next();
            reader.countOperator();
            left = new Condition.Or(first, condition(and()));
        }
        return left;
    }

    private Node and() {
        Node left = not();
        while (tokens.peek().is("AND")) {
            Condition first = condition(left);
            tokens.next();
            reader.countOperator();
            left = new Condition.And(first, condition(not()));
        }
        return left;
    }

    private Node not() {
        if (!tokens.take("NOT")) {
            return comparison();
        }
        reader.countOperator();
        return new Condition.Not(condition(comparison()));
    }

    private Node comparison() {
        Node left = primary();
        Token next = tokens.peek();
        if (left instanceof Operand first && next.kind() == Token.Kind.SIGN && COMPARATORS.contains(next.text())) {
            tokens.next();
            return ended(compared(first, next.text(), operand(primary())));
        }
        if (left instanceof Operand first && tokens.take("BETWEEN")) {
            Operand low = operand(primary());
            if (!tokens.take("AND")) {
                throw tokens.unexpected();
            }
            return ended(between(first, low, operand(primary())));
        }
        if (left instanceof Operand first && tokens.take("IN")) {
            tokens.require("(");
            return ended(in(first, list()));
        }
        if (left instanceof Operand.Call) {
            reader.faults.endCondition();
        }
        return left;
    }

    private Condition compared(Operand left, String operator, Operand right) {
        reader.countOperator();
        checks.arguments(List.of(left, right));
        checks.distinct(operator, List.of(left, right));
        return new Condition.Comparison(left, operator, right);
    }

    private Condition between(Operand value, Operand low, Operand high) {
        reader.countOperator();
        checks.arguments(List.of(value, low, high));
        checks.bounds(low, high);
        return new Condition.Between(value, low, high);
    }

    private Condition in(Operand value, List<Operand> options) {
        reader.countOperator();
        List<Operand> all = new ArrayList<>(options);
        all.addFirst(value);
        checks.arguments(all);
        checks.options(options);
        return new Condition.In(value, options);
    }

    private Condition ended(Condition condition) {
        reader.faults.endCondition();
        return condition;
    }

    /** Operands up to the closing bracket. */
    private List<Operand> list() {
        List<Operand> operands = new ArrayList<>();
        do {
            operands.add(operand(primary()));
        } while (tokens.take(","));
        tokens.require(")");
        return operands;
    }

    private Node primary() {
        Token token = tokens.peek();
        if (token.is("(")) {
            return brackets();
        }
        if (token.kind() == Token.Kind.VALUE) {
            return reader.literal();
        }
        if (KEYWORDS.stream().anyMatch(token::is)) {
            throw tokens.unexpected();
        }
        return reader.atFunction() ? function() : new Operand.Attribute(reader.path());
    }

    private Node brackets() {
        tokens.require("(");
        depth++;
        if (depth > DEPTH_MAX) {
            throw new ExpressionException(ConditionChecks.REDUNDANT);
        }
        Node inner = or();
        tokens.require(")");
        depth--;
        if (inner == bracketed) {
            reader.faults.report(Faults.Kind.PARENTHESES, ConditionChecks.REDUNDANT);
        }
        bracketed = inner;
        return inner;
    }

    private Operand function() {
        String name = tokens.next().text();
        tokens.require("(");
        reader.countOperator();
        Operand.Call call = new Operand.Call(name, list());
        checks.function(call);
        return call;
    }
}
