package cloudjar.services.s3.select;

/**
 * A word of a query.
 *
 * @param position from one
 */
record Token(Kind kind, String text, int position) {
    /** The kinds of words. */
    enum Kind {
        NAME,
        QUOTED_NAME,
        TEXT,
        NUMBER,
        SYMBOL,
        END
    }

    /** Whether it is this word of the language, in any case. */
    boolean is(String word) {
        return (kind == Kind.NAME || kind == Kind.SYMBOL) && text.equalsIgnoreCase(word);
    }
}
