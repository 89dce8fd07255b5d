package cloudjar.services.cloudwatchlogs.query;

/**
 * One piece of a query's text.
 *
 * @param text without its quotes
 * @param start where it begins, in characters
 * @param end where it ends
 */
record Token(Kind kind, String text, int start, int end) {
    /** What a piece is. */
    enum Kind {
        WORD,
        FIELD,
        NUMBER,
        STRING,
        REGEX,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }
}
