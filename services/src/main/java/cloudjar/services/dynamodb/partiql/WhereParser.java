package cloudjar.services.dynamodb.partiql;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.services.dynamodb.expression.Condition;
import cloudjar.services.dynamodb.expression.Operand;
import cloudjar.services.dynamodb.value.AttributeValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the condition of a statement.
 *
 * <pre>
 * condition:  conjunction {OR conjunction}
 * conjunction: negation {AND negation}
 * negation:   NOT negation | term
 * term:       ( condition ) | function | operand test
 * test:       (= | &lt;> | != | &lt; | &lt;= | > | >=) operand | [NOT] BETWEEN operand AND operand | [NOT] IN list | IS [NOT] (MISSING | NULL)
 * </pre>
 */
final class WhereParser {
    private static final int DEPTH_MAX = 200;
    private static final Set<String> ORDERING = Set.of("<", "<=", ">", ">=");
    private static final Set<String> UNORDERED = Set.of("BOOL", "NULL", "L", "M", "SS", "NS", "BS");
    private static final Map<String, Integer> FUNCTIONS = Map.of(
            "attribute_exists", 1, "attribute_not_exists", 1, "attribute_type", 2, "begins_with", 2, "contains", 2);

    private final StatementTerms terms;
    private final StatementTokens tokens;
    private int depth;

    WhereParser(StatementTerms terms) {
        this.terms = terms;
        this.tokens = terms.tokens;
    }

    Condition condition() {
        deeper();
        Condition left = conjunction();
        while (tokens.take("OR")) {
            left = new Condition.Or(left, conjunction());
        }
        depth--;
        return left;
    }

    private void deeper() {
        depth++;
        if (depth > DEPTH_MAX) {
            throw StatementErrors.tooDeep();
        }
    }

    private Condition conjunction() {
        Condition left = negation();
        while (tokens.take("AND")) {
            left = new Condition.And(left, negation());
        }
        return left;
    }

    private Condition negation() {
        if (!tokens.take("NOT")) {
            return term();
        }
        deeper();
        Condition negated = new Condition.Not(negation());
        depth--;
        return negated;
    }

    private Condition term() {
        if (tokens.take("(")) {
            Condition inner = condition();
            tokens.require(")", "RIGHT_PAREN");
            return inner;
        }
        StatementToken first = tokens.peek();
        String function = first.text().toLowerCase(Locale.ROOT);
        boolean called = first.kind() == StatementToken.Kind.WORD && tokens.isAhead(1, "(");
        if (called && !function.equals("size")) {
            Integer wanted = FUNCTIONS.get(function);
            if (wanted == null) {
                throw StatementErrors.unknownFunction(function, tokens.place(first));
            }
            tokens.next();
            return call(function, wanted);
        }
        return test(operand());
    }

    private Condition call(String function, int wanted) {
        List<Operand> arguments = arguments();
        if (arguments.size() != wanted) {
            throw StatementErrors.operands(function, arguments.size());
        }
        boolean needsPath = function.startsWith("attribute_");
        if (needsPath && !(arguments.getFirst() instanceof Operand.Attribute)) {
            throw StatementErrors.pathRequired(function);
        }
        return new Operand.Call(function, arguments);
    }

    private List<Operand> arguments() {
        tokens.require("(", "LEFT_PAREN");
        List<Operand> arguments = new ArrayList<>();
        if (tokens.take(")")) {
            return arguments;
        }
        do {
            arguments.add(operand());
        } while (tokens.take(","));
        tokens.require(")", "RIGHT_PAREN");
        return arguments;
    }

    private Operand operand() {
        if (terms.isValue()) {
            return terms.literal();
        }
        StatementToken first = tokens.peek();
        if (first.kind() == StatementToken.Kind.WORD && tokens.isAhead(1, "(")) {
            String function = first.text().toLowerCase(Locale.ROOT);
            if (!function.equals("size")) {
                throw StatementErrors.unknownFunction(function, tokens.place(first));
            }
            tokens.next();
            deeper();
            List<Operand> arguments = arguments();
            depth--;
            if (arguments.size() != 1) {
                throw StatementErrors.operands(function, arguments.size());
            }
            if (!(arguments.getFirst() instanceof Operand.Attribute)) {
                throw StatementErrors.pathRequired(function);
            }
            return new Operand.Call(function, arguments);
        }
        return new Operand.Attribute(terms.path());
    }

    private Condition test(Operand left) {
        for (String sign : List.of("=", "<>", "!=", "<", "<=", ">", ">=")) {
            if (tokens.take(sign)) {
                Operand right = operand();
                if (ORDERING.contains(sign)) {
                    requireOrder(sign, left);
                    requireOrder(sign, right);
                }
                return new Condition.Comparison(left, sign.equals("!=") ? "<>" : sign, right);
            }
        }
        if (tokens.take("IS")) {
            return is(left);
        }
        boolean negated = tokens.take("NOT");
        Condition found;
        if (tokens.take("BETWEEN")) {
            Operand low = operand();
            tokens.require("AND", "AND");
            Operand high = operand();
            requireOrder("BETWEEN", low);
            requireOrder("BETWEEN", high);
            found = new Condition.Between(left, low, high);
        } else if (tokens.take("IN")) {
            found = new Condition.In(left, options());
        } else {
            throw StatementErrors.malformed("Expected an operator");
        }
        return negated ? new Condition.Not(found) : found;
    }

    private static void requireOrder(String operator, Operand operand) {
        if (operand instanceof Operand.Literal(AttributeValue value)) {
            String type = AttributeValues.type(value);
            if (UNORDERED.contains(type)) {
                throw StatementErrors.operandType(operator, type);
            }
        }
    }

    private Condition is(Operand left) {
        boolean negated = tokens.take("NOT");
        if (!(left instanceof Operand.Attribute)) {
            throw StatementErrors.pathRequired("IS");
        }
        Condition found;
        if (tokens.take("MISSING")) {
            found = new Operand.Call("attribute_not_exists", List.of(left));
        } else if (tokens.take("NULL")) {
            AttributeValue type = AttributeValue.builder().s("NULL").build();
            found = new Operand.Call("attribute_type", List.of(left, new Operand.Literal(type)));
        } else {
            throw StatementErrors.malformed("Expected MISSING or NULL");
        }
        return negated ? new Condition.Not(found) : found;
    }

    private List<Operand> options() {
        String end = tokens.take("[") ? "]" : ")";
        if (end.equals(")")) {
            tokens.require("(", "LEFT_PAREN");
        }
        List<Operand> options = new ArrayList<>();
        do {
            options.add(operand());
        } while (tokens.take(","));
        tokens.require(end, end.equals("]") ? "RIGHT_BRACKET" : "RIGHT_PAREN");
        return options;
    }
}
