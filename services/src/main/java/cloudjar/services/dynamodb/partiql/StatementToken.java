package cloudjar.services.dynamodb.partiql;

import java.util.Locale;

/**
 * A piece of a statement.
 *
 * @param text without quotes
 * @param from where it begins in the statement
 * @param length of it in the statement
 */
record StatementToken(Kind kind, String text, int from, int length) {
    enum Kind {
        /** A keyword or a name. */
        WORD,
        /** A name in double quotes. */
        NAME,
        /** A text in single quotes. */
        TEXT,
        NUMBER,
        /** An operator, a bracket or a question mark. */
        SIGN,
        /** Behind the last piece. */
        END
    }

    /** Whether it is this keyword, in whatever case, or this sign. */
    boolean is(String wanted) {
        return switch (kind) {
            case WORD -> text.toUpperCase(Locale.ROOT).equals(wanted);
            case SIGN -> text.equals(wanted);
            case NAME, TEXT, NUMBER, END -> false;
        };
    }
}
