package cloudjar.services.s3.select;

import cloudjar.services.s3.select.Expression.Aggregate;
import cloudjar.services.s3.select.Expression.Case;
import cloudjar.services.s3.select.Expression.Cast;
import cloudjar.services.s3.select.Expression.Column;
import cloudjar.services.s3.select.Expression.Function;
import cloudjar.services.s3.select.Expression.Literal;
import cloudjar.services.s3.select.Expression.Operation;
import cloudjar.services.s3.select.Expression.Step;
import cloudjar.services.s3.select.Expression.When;
import cloudjar.services.s3.select.Parser.TokenStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads expressions: operators by their precedence, then what they are applied to. */
final class ExpressionParser {
    private static final int DEPTH_MAX = 200;
    private static final Set<String> AGGREGATES = Set.of("COUNT", "SUM", "AVG", "MIN", "MAX");
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=");

    private final TokenStream tokens;
    private final List<Aggregate> aggregates = new ArrayList<>();
    private int depth;

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** The aggregates of all expressions that were read. */
    List<Aggregate> aggregates() {
        return aggregates;
    }

    Expression expression() {
        if (++depth > DEPTH_MAX) {
            throw SelectErrors.unsupported("expressions nested more than " + DEPTH_MAX + " deep");
        }
        Expression left = conjunction();
        while (tokens.take("OR")) {
            left = operation("OR", left, conjunction());
        }
        depth--;
        return left;
    }

    private static Operation operation(String operator, Expression... operands) {
        return new Operation(operator, List.of(operands));
    }

    private Expression conjunction() {
        Expression left = negation();
        while (tokens.take("AND")) {
            left = operation("AND", left, negation());
        }
        return left;
    }

    private Expression negation() {
        return tokens.take("NOT") ? operation("NOT", negation()) : comparison();
    }

    private Expression comparison() {
        Expression left = sum();
        while (true) {
            String operator = tokens.peek().text();
            if (tokens.peek().kind() == Token.Kind.SYMBOL && COMPARISONS.contains(operator)) {
                tokens.take();
                left = operation(operator.equals("!=") ? "<>" : operator, left, sum());
            } else if (tokens.take("IS")) {
                boolean not = tokens.take("NOT");
                Expression test = operation(tokens.take("MISSING") ? "IS MISSING" : isNull(), left);
                left = not ? operation("NOT", test) : test;
            } else {
                boolean not = tokens.take("NOT");
                Expression test = range(left);
                if (test == left) {
                    if (not) {
                        throw tokens.unexpected();
                    }
                    return left;
                }
                left = not ? operation("NOT", test) : test;
            }
        }
    }

    private String isNull() {
        tokens.expect("NULL");
        return "IS NULL";
    }

    /** What may stand behind a value, and after NOT; the value itself where nothing of it does. */
    private Expression range(Expression left) {
        if (tokens.take("LIKE")) {
            Expression pattern = sum();
            return tokens.take("ESCAPE") ? operation("LIKE", left, pattern, sum()) : operation("LIKE", left, pattern);
        }
        if (tokens.take("BETWEEN")) {
            Expression low = sum();
            tokens.expect("AND");
            return operation("BETWEEN", left, low, sum());
        }
        if (tokens.take("IN")) {
            tokens.expect("(");
            List<Expression> operands = new ArrayList<>(List.of(left));
            do {
                operands.add(expression());
            } while (tokens.take(","));
            tokens.expect(")");
            return new Operation("IN", operands);
        }
        return left;
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            String operator = tokens.peek().text();
            if (tokens.take("+") || tokens.take("-") || tokens.take("||")) {
                left = operation(operator, left, product());
            } else {
                return left;
            }
        }
    }

    private Expression product() {
        Expression left = sign();
        while (true) {
            String operator = tokens.peek().text();
            if (tokens.take("*") || tokens.take("/") || tokens.take("%")) {
                left = operation(operator, left, sign());
            } else {
                return left;
            }
        }
    }

    private Expression sign() {
        if (tokens.take("-")) {
            return operation("-", new Literal(BigDecimal.ZERO), sign());
        }
        return tokens.take("+") ? sign() : primary();
    }

    private Expression primary() {
        Token token = tokens.take();
        switch (token.kind()) {
            case NUMBER -> {
                try {
                    return new Literal(new BigDecimal(token.text()));
                } catch (NumberFormatException none) {
                    throw SelectErrors.unexpectedToken(token.text(), token.position());
                }
            }
            case TEXT -> {
                return new Literal(token.text());
            }
            case QUOTED_NAME -> {
                return column(Step.named(token.text(), true));
            }
            case NAME -> {
                return named(token);
            }
            case SYMBOL, END -> {
                if (token.is("(")) {
                    Expression inner = expression();
                    tokens.expect(")");
                    return inner;
                }
                throw SelectErrors.unexpectedToken(token.text(), token.position());
            }
        }
        throw new IllegalStateException("a kind of token that nobody reads: " + token.kind());
    }

    private Expression named(Token token) {
        String word = token.text().toUpperCase(Locale.ROOT);
        boolean call = tokens.peek().is("(");
        switch (word) {
            case "NULL" -> {
                return new Literal(null);
            }
            case "MISSING" -> {
                return new Literal(Values.MISSING);
            }
            case "TRUE", "FALSE" -> {
                return new Literal(word.equals("TRUE"));
            }
            case "CASE" -> {
                return branches();
            }
            default -> {
                return call ? function(word) : column(Step.named(token.text(), false));
            }
        }
    }

    private Expression column(Step first) {
        List<Step> path = new ArrayList<>(List.of(first));
        steps(path);
        return new Column(path);
    }

    /** Reads the steps into a value that follow. */
    void steps(List<Step> path) {
        while (true) {
            if (tokens.take(".")) {
                Token name = tokens.peek();
                if (name.is("*")) {
                    tokens.take();
                    path.add(Step.element(Step.ALL));
                } else {
                    path.add(Step.named(tokens.name(), name.kind() == Token.Kind.QUOTED_NAME));
                }
            } else if (tokens.take("[")) {
                if (tokens.take("*")) {
                    path.add(Step.element(Step.ALL));
                } else if (tokens.peek().kind() == Token.Kind.TEXT) {
                    path.add(Step.named(tokens.take().text(), true));
                } else {
                    path.add(Step.element(tokens.wholeNumber()));
                }
                tokens.expect("]");
            } else {
                return;
            }
        }
    }

    private Expression branches() {
        Optional<Expression> subject = tokens.peek().is("WHEN") ? Optional.empty() : Optional.of(expression());
        List<When> whens = new ArrayList<>();
        while (tokens.take("WHEN")) {
            Expression condition = expression();
            tokens.expect("THEN");
            Expression tested = subject.<Expression>map(value -> operation("=", value, condition))
                    .orElse(condition);
            whens.add(new When(tested, expression()));
        }
        Optional<Expression> otherwise = tokens.take("ELSE") ? Optional.of(expression()) : Optional.empty();
        tokens.expect("END");
        return new Case(whens, otherwise);
    }

    private Expression function(String name) {
        tokens.expect("(");
        if (AGGREGATES.contains(name)) {
            Expression operand = tokens.take("*") ? null : expression();
            tokens.expect(")");
            if (operand == null && !name.equals("COUNT")) {
                throw SelectErrors.wrongArguments(name);
            }
            Aggregate aggregate = new Aggregate(aggregates.size(), name, operand);
            aggregates.add(aggregate);
            return aggregate;
        }
        if (name.equals("CAST")) {
            return cast();
        }
        List<Expression> arguments = new ArrayList<>();
        arguments(name, arguments);
        tokens.expect(")");
        return new Function(Functions.known(name), arguments);
    }

    private Expression cast() {
        Expression value = expression();
        tokens.expect("AS");
        String type = tokens.name().toUpperCase(Locale.ROOT);
        if (tokens.take("(")) {
            // How many digits a number may have says nothing here.
            tokens.requireWholeNumber();
            if (tokens.take(",")) {
                tokens.requireWholeNumber();
            }
            tokens.expect(")");
        }
        tokens.expect(")");
        return new Cast(value, type);
    }

    private void arguments(String name, List<Expression> arguments) {
        switch (name) {
            case "EXTRACT" -> {
                arguments.add(new Literal(tokens.name()));
                tokens.expect("FROM");
                arguments.add(expression());
            }
            case "DATE_ADD", "DATE_DIFF" -> {
                arguments.add(new Literal(tokens.name()));
                tokens.expect(",");
                list(arguments);
            }
            case "TRIM" -> trim(arguments);
            case "SUBSTRING" -> {
                arguments.add(expression());
                if (tokens.take("FROM")) {
                    arguments.add(expression());
                    if (tokens.take("FOR")) {
                        arguments.add(expression());
                    }
                } else if (tokens.take(",")) {
                    list(arguments);
                }
            }
            default -> {
                if (!tokens.peek().is(")")) {
                    list(arguments);
                }
            }
        }
    }

    private void list(List<Expression> arguments) {
        do {
            arguments.add(expression());
        } while (tokens.take(","));
    }

    /** {@code TRIM([[LEADING|TRAILING|BOTH] [characters] FROM] text)}: which side, characters, text. */
    private void trim(List<Expression> arguments) {
        String side = "BOTH";
        for (String word : List.of("LEADING", "TRAILING", "BOTH")) {
            if (tokens.take(word)) {
                side = word;
            }
        }
        Expression first = tokens.peek().is("FROM") ? new Literal(" ") : expression();
        boolean from = tokens.take("FROM");
        arguments.add(new Literal(side));
        arguments.add(from ? first : new Literal(" "));
        arguments.add(from ? expression() : first);
    }
}
