package cloudjar.services.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;

/** Reads an expression piece by piece, and says where it is wrong. */
final class Tokens {
    private static final String END = "<EOF>";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    Tokens(String text) {
        this.text = text;
        int at = 0;
        while (at < text.length()) {
            if (isBlank(text.charAt(at))) {
                at++;
            } else {
                Token token = tokenAt(at);
                tokens.add(token);
                at = token.to();
            }
        }
        tokens.add(new Token(Token.Kind.END, END, text.length(), text.length()));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private Token tokenAt(int from) {
        char first = text.charAt(from);
        if (isLetter(first)) {
            return token(Token.Kind.WORD, from, endOfWord(from));
        }
        if (isDigit(first)) {
            int to = from;
            while (to < text.length() && isDigit(text.charAt(to))) {
                to++;
            }
            return token(Token.Kind.NUMBER, from, to);
        }
        if (first == '#' || first == ':') {
            int to = endOfWord(from + 1);
            Token.Kind kind = first == '#' ? Token.Kind.NAME : Token.Kind.VALUE;
            return token(to == from + 1 ? Token.Kind.SIGN : kind, from, to);
        }
        boolean two = text.startsWith("<>", from) || text.startsWith("<=", from) || text.startsWith(">=", from);
        return token(Token.Kind.SIGN, from, two ? from + 2 : text.offsetByCodePoints(from, 1));
    }

    private int endOfWord(int from) {
        int to = from;
        while (to < text.length() && (isLetter(text.charAt(to)) || isDigit(text.charAt(to)))) {
            to++;
        }
        return to;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private Token token(Token.Kind kind, int from, int to) {
        return new Token(kind, text.substring(from, to), from, to);
    }

    /** The piece that comes next. */
    Token peek() {
        return tokens.get(position);
    }

    /** Whether a piece so many further on is this keyword or sign. */
    boolean isAhead(int further, String wanted) {
        return position + further < tokens.size()
                && tokens.get(position + further).is(wanted);
    }

    /** Takes the next piece. */
    Token next() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            position++;
        }
        return token;
    }

    /** Takes the next piece where it is this keyword or sign, and says whether it was. */
    boolean take(String wanted) {
        if (peek().is(wanted)) {
            position++;
            return true;
        }
        return false;
    }

    /** Takes the next piece, which must be this sign. */
    void require(String wanted) {
        if (!take(wanted)) {
            throw unexpected();
        }
    }

    /** Takes the next piece, which must be of this kind. */
    Token require(Token.Kind kind) {
        if (peek().kind() != kind) {
            throw unexpected();
        }
        return next();
    }

    /** The next piece must not stand where it stands: named with its neighbours, as AWS does. */
    ExpressionException unexpected() {
        Token token = peek();
        int from = position == 0 ? token.from() : tokens.get(position - 1).from();
        int to = token.kind() == Token.Kind.END
                ? (position == 0 ? token.to() : tokens.get(position - 1).to())
                : Math.max(token.to(), tokens.get(position + 1).to());
        if (position + 1 < tokens.size() && tokens.get(position + 1).kind() == Token.Kind.END) {
            to = token.to();
        }
        return new ExpressionException(
                "Syntax error; token: \"" + token.text() + "\", near: \"" + text.substring(from, to) + "\"");
    }
}
