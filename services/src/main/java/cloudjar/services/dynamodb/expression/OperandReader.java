package cloudjar.services.dynamodb.expression;

import cloudjar.services.dynamodb.DynamoDbLimits;
import cloudjar.services.dynamodb.expression.Path.Step;
import java.util.ArrayList;
import java.util.List;

/** Reads what all expressions are made of: paths, values, and the bounds on what may be written. */
final class OperandReader {
    /** The deepest element of a path. Source: Amazon DynamoDB Developer Guide, quotas: nesting to 32 levels. */
    private static final int STEPS_MAX = 32;

    private static final int INDEX_DIGITS_MAX = 9;

    final Tokens tokens;
    final Faults faults = new Faults();
    private final Placeholders placeholders;
    private int operators;

    OperandReader(String text, Placeholders placeholders) {
        if (text.isEmpty()) {
            throw new ExpressionException("The expression can not be empty;");
        }
        if (text.length() > DynamoDbLimits.EXPRESSION_LENGTH.current()) {
            throw new ExpressionException(
                    "Expression size has exceeded the maximum allowed size; expression size: " + text.length());
        }
        this.tokens = new Tokens(text);
        this.placeholders = placeholders;
    }

    /** Counts an operator or a function, of which there may be only so many. */
    void countOperator() {
        operators++;
        if (operators > DynamoDbLimits.EXPRESSION_OPERATORS.current()) {
            throw new ExpressionException("The expression contains too many operators; operator count: " + operators);
        }
    }

    /** A path; keywords of conditions do not begin one. */
    Path path() {
        String head = name();
        List<Step> steps = new ArrayList<>();
        while (true) {
            if (tokens.take(".")) {
                steps.add(new Step.Entry(name()));
            } else if (tokens.take("[")) {
                Token index = tokens.require(Token.Kind.NUMBER);
                tokens.require("]");
                steps.add(new Step.Element(index(index)));
            } else {
                break;
            }
        }
        if (steps.size() >= STEPS_MAX) {
            throw new ExpressionException(
                    "The document path has too many nesting elements; nesting levels: " + (steps.size() + 1));
        }
        return new Path(head, steps);
    }

    private static int index(Token token) {
        if (token.text().length() > INDEX_DIGITS_MAX) {
            throw new ExpressionException(
                    "List index is not within the allowable range; index: [" + token.text() + "]");
        }
        return Integer.parseInt(token.text());
    }

    private String name() {
        Token token = tokens.peek();
        if (token.kind() == Token.Kind.NAME) {
            tokens.next();
            return placeholders.name(token.text()).orElseGet(() -> {
                faults.report(
                        Faults.Kind.UNDEFINED,
                        "An expression attribute name used in the document path is not defined; attribute name: "
                                + token.text());
                return token.text();
            });
        }
        String word = tokens.require(Token.Kind.WORD).text();
        if (ReservedWords.contains(word)) {
            faults.report(Faults.Kind.RESERVED, "Attribute name is a reserved keyword; reserved keyword: " + word);
        }
        return word;
    }

    /** What a placeholder of a value stands for. */
    Operand literal() {
        Token token = tokens.require(Token.Kind.VALUE);
        return placeholders
                .value(token.text())
                .<Operand>map(Operand.Literal::new)
                .orElseGet(() -> {
                    faults.report(
                            Faults.Kind.UNDEFINED,
                            "An expression attribute value used in expression is not defined; attribute value: "
                                    + token.text());
                    return new Operand.Undefined();
                });
    }

    /** Whether a function begins here. */
    boolean atFunction() {
        return tokens.peek().kind() == Token.Kind.WORD && tokens.isAhead(1, "(");
    }

    /** Whether all has been read, and nothing was wrong; fails otherwise. */
    void end() {
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.unexpected();
        }
        faults.raise();
    }
}
