package cloudjar.services.cloudwatchlogs.query;

import cloudjar.services.cloudwatchlogs.query.Token.Kind;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Reads expressions of queries; used by one thread. */
final class ExpressionParser {
    private static final int DEPTH_MAX = 100;

    private final TokenReader in;
    private final Functions functions;
    private int depth;

    ExpressionParser(TokenReader in, Functions functions) {
        this.in = in;
        this.functions = functions;
    }

    Expression any() {
        if (++depth > DEPTH_MAX) {
            throw new MalformedQuery("too many parentheses", in.peek().start());
        }
        Expression left = all();
        while (in.takesWord("or")) {
            Expression first = left;
            Expression second = all();
            left = row -> Values.of(Values.truth(first.of(row)) || Values.truth(second.of(row)));
        }
        depth--;
        return left;
    }

    private Expression all() {
        Expression left = not();
        while (in.takesWord("and")) {
            Expression first = left;
            Expression second = not();
            left = row -> Values.of(Values.truth(first.of(row)) && Values.truth(second.of(row)));
        }
        return left;
    }

    private Expression not() {
        boolean negative = false;
        while (in.takesWord("not")) {
            negative = !negative;
        }
        Expression inner = comparison();
        return negative ? row -> Values.of(!Values.truth(inner.of(row))) : inner;
    }

    private Expression comparison() {
        Expression left = sum();
        boolean negative = false;
        if (in.peek().isWord("not")
                && (in.peekNext().isWord("like") || in.peekNext().isWord("in"))) {
            in.take();
            negative = true;
        }
        Expression test = test(left);
        if (test == null) {
            return left;
        }
        return negative ? row -> Values.of(!Values.truth(test.of(row))) : test;
    }

    private @Nullable Expression test(Expression left) {
        if (in.takesWord("like")) {
            return like(left, false);
        }
        if (in.takes("=~") || in.takes("~=")) {
            return like(left, true);
        }
        if (in.takesWord("in")) {
            return oneOf(left);
        }
        if (in.takes("!=")) {
            return compared(left, sum(), order -> order != 0);
        }
        if (in.takes("=") || in.takes("==")) {
            return compared(left, sum(), order -> order == 0);
        }
        if (in.takes("<=")) {
            return compared(left, sum(), order -> order <= 0);
        }
        if (in.takes(">=")) {
            return compared(left, sum(), order -> order >= 0);
        }
        if (in.takes("<")) {
            return compared(left, sum(), order -> order < 0);
        }
        if (in.takes(">")) {
            return compared(left, sum(), order -> order > 0);
        }
        return null;
    }

    /** A record without the field passes no comparison but {@code !=}. */
    private static Expression compared(Expression left, Expression right, IntPredicate wanted) {
        return row -> {
            Object first = left.of(row);
            Object second = right.of(row);
            if (first == null || second == null) {
                return Values.of(wanted.test(1) && wanted.test(-1));
            }
            return Values.of(wanted.test(Values.compare(first, second)));
        };
    }

    private Expression like(Expression left, boolean regex) {
        Token token = in.take();
        if (token.kind() == Kind.REGEX || token.kind() == Kind.STRING && regex) {
            Pattern pattern = in.pattern(token);
            return row -> {
                Object value = left.of(row);
                return Values.of(
                        value != null && pattern.matcher(Values.text(value)).find());
            };
        }
        if (token.kind() != Kind.STRING) {
            throw TokenReader.unexpected(token);
        }
        String part = token.text().replace("%", "");
        return row -> Values.of(Values.text(left.of(row)).contains(part));
    }

    private Expression oneOf(Expression left) {
        in.expect("[");
        List<Expression> options = new ArrayList<>();
        do {
            options.add(sum());
        } while (in.takes(","));
        in.expect("]");
        return row -> {
            Object value = left.of(row);
            return Values.of(
                    value != null && options.stream().anyMatch(option -> Values.compare(value, option.of(row)) == 0));
        };
    }

    Expression sum() {
        Expression left = product();
        while (in.peek().is("+") || in.peek().is("-")) {
            boolean plus = in.take().is("+");
            Expression first = left;
            Expression second = product();
            left = Functions.numbers(first, second, plus ? Double::sum : (a, b) -> a - b);
        }
        return left;
    }

    private Expression product() {
        Expression left = power();
        while (in.peek().is("*") || in.peek().is("/") || in.peek().is("%")) {
            Token operator = in.take();
            Expression first = left;
            Expression second = power();
            left = Functions.numbers(
                    first,
                    second,
                    operator.is("*") ? (a, b) -> a * b : operator.is("/") ? (a, b) -> a / b : (a, b) -> a % b);
        }
        return left;
    }

    private Expression power() {
        Expression left = unary();
        if (in.takes("^")) {
            return Functions.numbers(left, power(), Math::pow);
        }
        return left;
    }

    private Expression unary() {
        if (in.takes("-")) {
            Expression inner = unary();
            return Functions.numbers(row -> 0.0, inner, (a, b) -> a - b);
        }
        return primary();
    }

    private Expression primary() {
        if (in.takes("(")) {
            Expression inner = any();
            in.expect(")");
            return inner;
        }
        Token token = in.take();
        return switch (token.kind()) {
            case NUMBER -> {
                Double number = Double.valueOf(token.text());
                yield row -> number;
            }
            case STRING -> row -> token.text();
            case FIELD -> row -> row.get(token.text());
            case WORD -> in.peek().is("(") ? call(token) : word(token);
            case REGEX, SYMBOL, END -> throw TokenReader.unexpected(token);
        };
    }

    private static Expression word(Token token) {
        if (token.isWord("true")) {
            return row -> 1.0;
        }
        if (token.isWord("false")) {
            return row -> 0.0;
        }
        return row -> row.get(token.text());
    }

    private Expression call(Token name) {
        if (Aggregate.isOne(name.text())) {
            return column(name);
        }
        in.expect("(");
        if (name.isWord("bin")) {
            Period period = Period.of(in.take());
            in.expect(")");
            return Functions.floor(row -> row.get("@timestamp"), period);
        }
        if (name.isWord("unmask")) {
            String field = in.name();
            in.expect(")");
            return row -> row.unmasked(field);
        }
        if (name.isWord("datefloor") || name.isWord("dateceil")) {
            Expression time = sum();
            in.expect(",");
            Period period = Period.of(in.take());
            in.expect(")");
            return name.isWord("datefloor") ? Functions.floor(time, period) : Functions.ceiling(time, period);
        }
        List<Expression> arguments = new ArrayList<>();
        while (!in.takes(")")) {
            arguments.add(any());
            if (!in.peek().is(")")) {
                in.expect(",");
            }
        }
        return functions.call(name, arguments);
    }

    /** What an aggregate of {@code stats} made, by the name under which it is shown, such as {@code count(*)}. */
    private Expression column(Token name) {
        int open = 0;
        do {
            Token token = in.take();
            open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (token.kind() == Kind.END) {
                throw TokenReader.unexpected(token);
            }
        } while (open > 0);
        String written = in.written(name.start());
        return row -> row.get(written);
    }
}
