package cloudjar.services.s3.select;

import java.util.ArrayList;
import java.util.List;

/** Splits the text of a query into words. */
final class Lexer {
    private static final int LENGTH_MAX = 256 << 10;
    private static final String SYMBOLS = "()*,.+-/%=<>[]";
    private static final List<String> PAIRS = List.of("<>", "<=", ">=", "!=", "||");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        if (text.length() > LENGTH_MAX) {
            throw SelectErrors.tooLong();
        }
        Lexer lexer = new Lexer(text);
        while (lexer.next()) {
            // Each call takes one word.
        }
        return lexer.tokens;
    }

    private boolean next() {
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == ';')) {
            at++;
        }
        int start = at;
        if (at == text.length()) {
            tokens.add(new Token(Token.Kind.END, "<end>", start + 1));
            return false;
        }
        char c = text.charAt(at);
        if (Character.isLetter(c) || c == '_') {
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at)) || "_$".indexOf(text.charAt(at)) >= 0)) {
                at++;
            }
            tokens.add(new Token(Token.Kind.NAME, text.substring(start, at), start + 1));
        } else if (c == '\'' || c == '"' || c == '`') {
            Token.Kind kind = c == '"' ? Token.Kind.QUOTED_NAME : Token.Kind.TEXT;
            tokens.add(new Token(kind, quoted(c), start + 1));
        } else if (Character.isDigit(c)) {
            number();
            tokens.add(new Token(Token.Kind.NUMBER, text.substring(start, at), start + 1));
        } else if (at + 1 < text.length() && PAIRS.contains(text.substring(at, at + 2))) {
            at += 2;
            tokens.add(new Token(Token.Kind.SYMBOL, text.substring(start, at), start + 1));
        } else if (SYMBOLS.indexOf(c) >= 0) {
            at++;
            tokens.add(new Token(Token.Kind.SYMBOL, String.valueOf(c), start + 1));
        } else {
            throw SelectErrors.invalidCharacter(c, start + 1);
        }
        return true;
    }

    private void number() {
        while (at < text.length()
                && (Character.isDigit(text.charAt(at))
                        || text.charAt(at) == '.'
                        || "eE".indexOf(text.charAt(at)) >= 0
                        || "+-".indexOf(text.charAt(at)) >= 0 && "eE".indexOf(text.charAt(at - 1)) >= 0)) {
            at++;
        }
    }

    private String quoted(char quote) {
        int start = at++;
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != quote) {
                out.append(c);
            } else if (at < text.length() && text.charAt(at) == quote) {
                out.append(c);
                at++;
            } else {
                return out.toString();
            }
        }
        throw SelectErrors.unclosedText(start + 1);
    }
}
