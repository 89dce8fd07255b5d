package cloudjar.services.cloudwatchlogs.query;

import cloudjar.services.cloudwatchlogs.query.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a query's text into pieces; used by one thread. */
final class Lexer {
    private static final String[] SYMBOLS = {
        "!=", "<=", ">=", "=~", "~=", "==", "=", "<", ">", "+", "-", "*", "/", "%", "^", "(", ")", "[", "]", ",", "|"
    };

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    Lexer(String text) {
        this.text = text;
    }

    List<Token> all() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '#') {
                int line = text.indexOf('\n', at);
                at = line < 0 ? text.length() : line;
            } else {
                one(c);
            }
        }
        tokens.add(new Token(Kind.END, "", at, at));
        return tokens;
    }

    private void one(char c) {
        int start = at;
        if (c == '"' || c == '\'') {
            add(Kind.STRING, quoted(c), start);
        } else if (c == '`') {
            add(Kind.FIELD, quoted(c), start);
        } else if (c == '/' && regexMayFollow()) {
            add(Kind.REGEX, regex(), start);
        } else if (Character.isDigit(c)
                || c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
            number(start);
        } else if (isWordPart(c)) {
            while (at < text.length() && isWordPart(text.charAt(at))) {
                at++;
            }
            add(Kind.WORD, text.substring(start, at), start);
        } else {
            symbol(start);
        }
    }

    private void add(Kind kind, String value, int start) {
        tokens.add(new Token(kind, value, start, at));
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '@' || c == '_' || c == '.' || c == '$';
    }

    /** A slash divides where a value stands before it, and else begins a regular expression. */
    private boolean regexMayFollow() {
        if (tokens.isEmpty()) {
            return false;
        }
        Token last = tokens.getLast();
        return switch (last.kind()) {
            case NUMBER, FIELD, STRING, REGEX, END -> last.kind() != Kind.NUMBER && hasParseBefore();
            case WORD ->
                last.isWord("like")
                        || last.isWord("parse")
                        || last.isWord("and")
                        || last.isWord("or")
                        || hasParseBefore();
            case SYMBOL -> !last.is(")") && !last.is("]");
        };
    }

    private boolean hasParseBefore() {
        return tokens.size() > 1 && tokens.get(tokens.size() - 2).isWord("parse");
    }

    private String quoted(char quote) {
        int start = at++;
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                return out.toString();
            }
            if (c == '\\' && at < text.length()) {
                char next = text.charAt(at);
                if (next == quote || next == '\\') {
                    c = next;
                    at++;
                }
            }
            out.append(c);
        }
        throw new MalformedQuery("a quote is not closed", start);
    }

    private String regex() {
        int start = at++;
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '/') {
                return out.toString();
            }
            if (c == '\\' && at < text.length()) {
                char next = text.charAt(at++);
                if (next != '/') {
                    out.append(c);
                }
                c = next;
            }
            out.append(c);
        }
        throw new MalformedQuery("a regular expression is not closed", start);
    }

    /** A number, or a period of time such as {@code 5m}, which is a word. */
    private void number(int start) {
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        boolean word = at < text.length() && isWordPart(text.charAt(at));
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        add(word ? Kind.WORD : Kind.NUMBER, text.substring(start, at), start);
    }

    private void symbol(int start) {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                at += symbol.length();
                add(Kind.SYMBOL, symbol, start);
                return;
            }
        }
        throw new MalformedQuery("unexpected symbol found " + text.charAt(at), at);
    }
}
