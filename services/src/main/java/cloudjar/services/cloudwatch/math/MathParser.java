package cloudjar.services.cloudwatch.math;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads and computes an expression; used by one thread, once. */
public final class MathParser {
    private static final int LENGTH_MAX = 2_048;
    private static final int DEPTH_MAX = 50;
    private static final String[] COMPARISONS = {"==", "!=", "<=", ">=", "<", ">"};

    private final String text;
    private final Scope scope;
    private int at;
    private int depth;

    private MathParser(String text, Scope scope) {
        this.text = text;
        this.scope = scope;
    }

    /**
     * What an expression comes to.
     *
     * @throws InvalidMathException where it is none
     */
    public static Outcome compute(String text, Scope scope) {
        if (text.length() > LENGTH_MAX) {
            throw new InvalidMathException("The expression is too long");
        }
        MathParser parser = new MathParser(text, scope);
        Outcome outcome = parser.either();
        if (!parser.ended()) {
            throw parser.invalid();
        }
        return outcome;
    }

    private InvalidMathException invalid() {
        return new InvalidMathException("Error in expression: unexpected input at position " + at);
    }

    private boolean ended() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at >= text.length();
    }

    private boolean takes(String symbol) {
        if (!ended() && text.startsWith(symbol, at)) {
            at += symbol.length();
            return true;
        }
        return false;
    }

    private boolean takesWord(String word) {
        int end = at + word.length();
        if (!ended()
                && text.regionMatches(true, at, word, 0, word.length())
                && (end >= text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
            at = end;
            return true;
        }
        return false;
    }

    private Outcome either() {
        if (++depth > DEPTH_MAX) {
            throw new InvalidMathException("The expression is too deep");
        }
        Outcome left = both();
        while (takes("||") || takesWord("OR")) {
            left = MathFunctions.pairwise(left, both(), (a, b) -> a != 0 || b != 0 ? 1 : 0);
        }
        depth--;
        return left;
    }

    private Outcome both() {
        Outcome left = comparison();
        while (takes("&&") || takesWord("AND")) {
            left = MathFunctions.pairwise(left, comparison(), (a, b) -> a != 0 && b != 0 ? 1 : 0);
        }
        return left;
    }

    private Outcome comparison() {
        Outcome left = sum();
        for (String operator : COMPARISONS) {
            if (takes(operator)) {
                return MathFunctions.pairwise(left, sum(), (a, b) -> holds(operator, Double.compare(a, b)) ? 1 : 0);
            }
        }
        return left;
    }

    private static boolean holds(String operator, int order) {
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<=" -> order <= 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            default -> order > 0;
        };
    }

    private Outcome sum() {
        Outcome left = product();
        while (true) {
            if (takes("+")) {
                left = MathFunctions.pairwise(left, product(), Double::sum);
            } else if (takes("-")) {
                left = MathFunctions.pairwise(left, product(), (a, b) -> a - b);
            } else {
                return left;
            }
        }
    }

    private Outcome product() {
        Outcome left = power();
        while (true) {
            if (takes("*")) {
                left = MathFunctions.pairwise(left, power(), (a, b) -> a * b);
            } else if (takes("/")) {
                left = MathFunctions.pairwise(left, power(), (a, b) -> a / b);
            } else {
                return left;
            }
        }
    }

    private Outcome power() {
        Outcome left = unary();
        return takes("^") ? MathFunctions.pairwise(left, power(), Math::pow) : left;
    }

    private Outcome unary() {
        if (takes("-")) {
            return MathFunctions.each(unary(), value -> -value);
        }
        return primary();
    }

    private Outcome primary() {
        if (takes("(")) {
            Outcome inner = either();
            if (!takes(")")) {
                throw invalid();
            }
            return inner;
        }
        if (ended()) {
            throw invalid();
        }
        char c = text.charAt(at);
        if (takes("[")) {
            return list();
        }
        if (Character.isDigit(c) || c == '.') {
            return number();
        }
        String word = word();
        return !ended() && text.charAt(at) == '(' ? call(word) : scope.byId(word);
    }

    private Outcome list() {
        List<Series> series = new ArrayList<>();
        do {
            switch (either()) {
                case Series one -> series.add(one);
                case Outcome.Many many -> series.addAll(many.series());
                case Outcome.Scalar _ -> throw new InvalidMathException("Arrays hold time series only");
            }
        } while (takes(","));
        if (!takes("]")) {
            throw invalid();
        }
        return new Outcome.Many(series);
    }

    private Outcome number() {
        int start = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        try {
            return new Outcome.Scalar(Double.parseDouble(text.substring(start, at)));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    private String word() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (at == start) {
            throw invalid();
        }
        return text.substring(start, at);
    }

    private String string() {
        ended();
        char quote = at < text.length() ? text.charAt(at) : ' ';
        int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0) {
            throw invalid();
        }
        String string = text.substring(at + 1, end);
        at = end + 1;
        return string;
    }

    private Outcome call(String function) {
        takes("(");
        String name = function.toUpperCase(Locale.ROOT);
        Outcome outcome =
                switch (name) {
                    case "METRICS" -> new Outcome.Many(scope.metrics(next(')') ? "" : string()));
                    case "SEARCH" -> search();
                    case "FILL" -> fill();
                    default -> {
                        List<Outcome> arguments = new ArrayList<>();
                        if (!next(')')) {
                            do {
                                arguments.add(either());
                            } while (takes(","));
                        }
                        yield MathFunctions.call(name, arguments, scope);
                    }
                };
        if (!takes(")")) {
            throw invalid();
        }
        return outcome;
    }

    private boolean next(char c) {
        return !ended() && text.charAt(at) == c;
    }

    private Outcome search() {
        String search = string();
        if (!takes(",")) {
            throw invalid();
        }
        String statistic = string();
        long period = scope.period();
        if (takes(",") && !ended() && number() instanceof Outcome.Scalar given) {
            period = (long) given.value();
        }
        return new Outcome.Many(scope.search(search, statistic, period));
    }

    private Outcome fill() {
        Outcome filled = either();
        if (!takes(",")) {
            throw invalid();
        }
        if (takesWord("REPEAT")) {
            return MathFunctions.filled(filled, scope, MathFunctions.Filling.REPEAT, new Outcome.Scalar(0));
        }
        if (takesWord("LINEAR")) {
            return MathFunctions.filled(filled, scope, MathFunctions.Filling.LINEAR, new Outcome.Scalar(0));
        }
        return MathFunctions.filled(filled, scope, MathFunctions.Filling.VALUE, either());
    }
}
