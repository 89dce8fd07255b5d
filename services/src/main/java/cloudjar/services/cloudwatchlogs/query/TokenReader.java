package cloudjar.services.cloudwatchlogs.query;

import cloudjar.services.cloudwatchlogs.query.Token.Kind;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;

/** Reads the pieces of a query from left to right; used by one thread. */
final class TokenReader {
    private final String text;
    private final List<Token> tokens;
    private int at;

    TokenReader(String text) {
        this.text = text;
        this.tokens = new Lexer(text).all();
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peekNext() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token take() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    boolean takes(String symbol) {
        boolean there = peek().is(symbol);
        at += there ? 1 : 0;
        return there;
    }

    boolean takesWord(String word) {
        boolean there = peek().isWord(word);
        at += there ? 1 : 0;
        return there;
    }

    void expect(String symbol) {
        if (!takes(symbol)) {
            throw unexpected();
        }
    }

    /** A name of a field: a word, or anything between back-ticks. */
    String name() {
        Token token = take();
        if (token.kind() != Kind.WORD && token.kind() != Kind.FIELD) {
            throw unexpected(token);
        }
        return token.text();
    }

    /** The text from a piece to the one before the next, as it was written. */
    String written(int start) {
        return text.substring(start, tokens.get(Math.max(0, at - 1)).end());
    }

    Pattern pattern(Token token) {
        try {
            return Pattern.compile(token.text());
        } catch (PatternSyntaxException e) {
            throw new MalformedQuery("the regular expression is not valid: " + e.getDescription(), token.start());
        }
    }

    MalformedQuery unexpected() {
        return unexpected(peek());
    }

    static MalformedQuery unexpected(Token token) {
        return new MalformedQuery(
                token.kind() == Kind.END ? "unexpected end of query" : "unexpected symbol found " + token.text(),
                token.start());
    }
}
