package cloudjar.services.dynamodb.partiql;

import cloudjar.kernel.shape.ApiException;
import cloudjar.services.dynamodb.partiql.StatementToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads a statement piece by piece. */
final class StatementTokens {
    private static final List<String> LONG_SIGNS = List.of("<<", ">>", "<=", ">=", "<>", "!=");
    private static final String SIGNS = "()[]{},.:=<>*+-?;";

    private final String text;
    private final List<StatementToken> tokens = new ArrayList<>();
    private int position;

    StatementTokens(String text) {
        this.text = text;
        int at = 0;
        while (at < text.length()) {
            int next = afterBlank(at);
            if (next > at) {
                at = next;
            } else {
                StatementToken token = tokenAt(at);
                tokens.add(token);
                at = token.from() + token.length();
            }
        }
        tokens.add(new StatementToken(Kind.END, "", text.length(), 0));
    }

    private int afterBlank(int from) {
        if (Character.isWhitespace(text.charAt(from))) {
            return from + 1;
        }
        if (text.startsWith("--", from)) {
            int line = text.indexOf('\n', from);
            return line < 0 ? text.length() : line + 1;
        }
        if (text.startsWith("/*", from)) {
            int end = text.indexOf("*/", from + 2);
            if (end < 0) {
                throw StatementErrors.malformed("");
            }
            return end + 2;
        }
        return from;
    }

    private StatementToken tokenAt(int from) {
        char first = text.charAt(from);
        if (first == '\'') {
            return quoted(Kind.TEXT, from, first);
        }
        if (first == '"') {
            return quoted(Kind.NAME, from, first);
        }
        if (isLetter(first)) {
            int to = from;
            while (to < text.length() && (isLetter(text.charAt(to)) || isDigit(text.charAt(to)))) {
                to++;
            }
            return new StatementToken(Kind.WORD, text.substring(from, to), from, to - from);
        }
        if (isDigit(first)
                || first == '.' && from + 1 < text.length() && isDigit(text.charAt(from + 1)) && !afterPath()) {
            return number(from);
        }
        for (String sign : LONG_SIGNS) {
            if (text.startsWith(sign, from)) {
                return new StatementToken(Kind.SIGN, sign, from, 2);
            }
        }
        if (SIGNS.indexOf(first) < 0) {
            throw StatementErrors.malformed("");
        }
        return new StatementToken(Kind.SIGN, String.valueOf(first), from, 1);
    }

    private boolean afterPath() {
        StatementToken last = tokens.isEmpty() ? null : tokens.getLast();
        return last != null && (last.kind() == Kind.WORD || last.kind() == Kind.NAME || last.is("]"));
    }

    private StatementToken quoted(Kind kind, int from, char quote) {
        StringBuilder content = new StringBuilder();
        int at = from + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean twice = c == quote && at + 1 < text.length() && text.charAt(at + 1) == quote;
            if (c == quote && !twice) {
                return new StatementToken(kind, content.toString(), from, at + 1 - from);
            }
            content.append(c);
            at += twice ? 2 : 1;
        }
        throw StatementErrors.malformed("");
    }

    private StatementToken number(int from) {
        int to = digits(from);
        if (to < text.length() && text.charAt(to) == '.') {
            to = digits(to + 1);
        }
        if (to < text.length() && (text.charAt(to) == 'e' || text.charAt(to) == 'E')) {
            int sign = to + 1 < text.length() && "+-".indexOf(text.charAt(to + 1)) >= 0 ? to + 2 : to + 1;
            int end = digits(sign);
            to = end > sign ? end : to;
        }
        return new StatementToken(Kind.NUMBER, text.substring(from, to), from, to - from);
    }

    private int digits(int from) {
        int to = from;
        while (to < text.length() && isDigit(text.charAt(to))) {
            to++;
        }
        return to;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    StatementToken peek() {
        return tokens.get(position);
    }

    /** Whether a piece so many further on is this keyword or sign. */
    boolean isAhead(int further, String wanted) {
        return position + further < tokens.size()
                && tokens.get(position + further).is(wanted);
    }

    StatementToken next() {
        StatementToken token = peek();
        if (token.kind() != Kind.END) {
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

    /** Takes the next piece, which must be this keyword or sign. */
    void require(String wanted, String name) {
        if (!take(wanted)) {
            throw StatementErrors.malformed("Expected " + name);
        }
    }

    /** Nothing must follow but a semicolon. */
    void requireEnd() {
        take(";");
        if (peek().kind() != Kind.END) {
            throw unexpected();
        }
    }

    ApiException unexpected() {
        return StatementErrors.malformed("Unexpected token after expression");
    }

    /** Where a piece stands, as messages have it: line, column and length. */
    String place(StatementToken token) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < token.from(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return line + ":" + (token.from() - start + 1) + ":" + token.length();
    }
}
