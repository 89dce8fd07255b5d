package cloudjar.services.s3.select;

import cloudjar.kernel.shape.ApiException;
import cloudjar.services.s3.select.Expression.Aggregate;
import cloudjar.services.s3.select.Expression.Column;
import cloudjar.services.s3.select.Expression.Step;
import cloudjar.services.s3.select.Query.Selected;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads queries: the clauses; expressions are read by {@link ExpressionParser}. */
final class Parser {
    private static final Set<String> CLAUSES = Set.of("WHERE", "LIMIT");

    private final TokenStream tokens;
    private final ExpressionParser expressions;

    Parser(List<Token> words) {
        this.tokens = new TokenStream(words);
        this.expressions = new ExpressionParser(tokens);
    }

    Query query() {
        tokens.expect("SELECT");
        List<Raw> raw = new ArrayList<>();
        boolean everything = tokens.take("*");
        if (!everything) {
            do {
                raw.add(column(raw.size() + 1));
            } while (tokens.take(","));
        }
        if (!tokens.take("FROM")) {
            throw SelectErrors.missingFrom();
        }
        List<Step> source = source();
        String alias = alias();
        Optional<Expression> where = tokens.take("WHERE") ? Optional.of(expressions.expression()) : Optional.empty();
        long limit = tokens.take("LIMIT") ? tokens.wholeNumber() : -1;
        tokens.requireEnd();
        Aliases names = new Aliases(alias);
        boolean all = everything || raw.size() == 1 && names.isAll(raw.getFirst().value);
        List<Selected> columns = new ArrayList<>();
        if (!all) {
            raw.forEach(column -> columns.add(new Selected(column.name, names.resolve(column.value))));
        }
        List<Aggregate> aggregates = expressions.aggregates().stream()
                .map(aggregate -> (Aggregate) names.resolve(aggregate))
                .toList();
        return new Query(columns, source, where.map(names::resolve), limit, aggregates);
    }

    private record Raw(String name, Expression value) {}

    private Raw column(int number) {
        Expression value = expressions.expression();
        if (tokens.take("AS")) {
            return new Raw(tokens.name(), value);
        }
        Token next = tokens.peek();
        boolean named = next.kind() == Token.Kind.QUOTED_NAME || next.kind() == Token.Kind.NAME && !next.is("FROM");
        if (named) {
            return new Raw(tokens.name(), value);
        }
        String own = value instanceof Column column ? last(column) : null;
        return new Raw(own == null ? "_" + number : own, value);
    }

    private static @Nullable String last(Column column) {
        return column.path().getLast().name();
    }

    private List<Step> source() {
        Token root = tokens.take();
        if (!root.text().toUpperCase(Locale.ROOT).equals("S3OBJECT")) {
            throw SelectErrors.invalidDataSource();
        }
        List<Step> path = new ArrayList<>();
        expressions.steps(path);
        // The object is a list of records, whether or not the query says so.
        boolean listed = !path.isEmpty()
                && path.getFirst().name() == null
                && path.getFirst().index() == Step.ALL;
        return listed ? path.subList(1, path.size()) : path;
    }

    private @Nullable String alias() {
        if (tokens.take("AS")) {
            return tokens.name();
        }
        Token next = tokens.peek();
        if (next.kind() == Token.Kind.NAME && CLAUSES.contains(next.text().toUpperCase(Locale.ROOT))) {
            return null;
        }
        return next.kind() == Token.Kind.NAME || next.kind() == Token.Kind.QUOTED_NAME ? tokens.name() : null;
    }

    /** Where a query is read. */
    static final class TokenStream {
        private final List<Token> words;
        private int at;

        TokenStream(List<Token> words) {
            this.words = words;
        }

        Token peek() {
            return words.get(at);
        }

        Token take() {
            Token token = words.get(at);
            at = Math.min(at + 1, words.size() - 1);
            return token;
        }

        /** Takes a word where it is the next. */
        boolean take(String word) {
            boolean next = peek().is(word);
            if (next) {
                take();
            }
            return next;
        }

        void expect(String word) {
            if (!take(word)) {
                throw unexpected();
            }
        }

        String name() {
            Token token = take();
            if (token.kind() != Token.Kind.NAME && token.kind() != Token.Kind.QUOTED_NAME) {
                throw SelectErrors.unexpectedToken(token.text(), token.position());
            }
            return token.text();
        }

        int wholeNumber() {
            Token token = take();
            try {
                return Integer.parseInt(token.text());
            } catch (NumberFormatException none) {
                throw SelectErrors.unexpectedToken(token.text(), token.position());
            }
        }

        void requireWholeNumber() {
            int unused = wholeNumber();
        }

        void requireEnd() {
            if (peek().kind() != Token.Kind.END) {
                throw unexpected();
            }
        }

        ApiException unexpected() {
            return SelectErrors.unexpectedToken(peek().text(), peek().position());
        }
    }
}
