package cloudjar.services.cloudwatchlogs.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Reads a pattern's text from left to right; used by one thread. */
final class PatternReader {
    private final String text;
    private int at;

    PatternReader(String text) {
        this.text = text;
    }

    boolean ended() {
        return at >= text.length();
    }

    /** The character that comes next; a zero at the end. */
    char peek() {
        return ended() ? '\0' : text.charAt(at);
    }

    char take() {
        return text.charAt(at++);
    }

    PatternReader skipBlanks() {
        while (!ended() && Character.isWhitespace(peek())) {
            at++;
        }
        return this;
    }

    /** Takes this text where it comes next, after blanks. */
    boolean takes(String expected) {
        skipBlanks();
        if (text.startsWith(expected, at)) {
            at += expected.length();
            return true;
        }
        return false;
    }

    /** As {@link #takes}, of a word, in upper case or lower. */
    boolean takesWord(String word) {
        skipBlanks();
        int end = at + word.length();
        boolean there = text.regionMatches(true, at, word, 0, word.length())
                && (end >= text.length() || !Character.isLetterOrDigit(text.charAt(end)));
        if (there) {
            at = end;
        }
        return there;
    }

    void expect(String expected) {
        if (!takes(expected)) {
            throw invalid("expected '" + expected + "'");
        }
    }

    /** A text in quotes whose first is next; a backslash takes away the meaning of what follows it. */
    String quoted() {
        char quote = take();
        StringBuilder out = new StringBuilder();
        while (!ended()) {
            char c = take();
            if (c == quote) {
                return out.toString();
            }
            if (c == '\\' && !ended()) {
                c = take();
            }
            out.append(c);
        }
        throw invalid("a quote is not closed");
    }

    /** A regular expression between percent signs, the first of which is next. */
    Pattern regex() {
        int start = ++at;
        while (!ended() && peek() != '%') {
            at += peek() == '\\' ? 2 : 1;
        }
        if (ended()) {
            throw invalid("a regular expression is not closed");
        }
        String regex = text.substring(start, at++);
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw invalid("the regular expression is not valid");
        }
    }

    /** Characters up to one of these, or a blank. */
    String until(String ends) {
        int start = at;
        while (!ended() && !Character.isWhitespace(peek()) && ends.indexOf(peek()) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    InvalidPatternException invalid(String why) {
        return new InvalidPatternException(
                "Invalid character(s) in term '" + text.substring(Math.min(at, text.length())) + "': " + why);
    }
}
