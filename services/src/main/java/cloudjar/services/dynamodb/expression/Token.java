package cloudjar.services.dynamodb.expression;

import java.util.Locale;

/**
 * A piece of an expression.
 *
 * @param from where it begins in the text
 * @param to where it ends
 */
record Token(Kind kind, String text, int from, int to) {
    enum Kind {
        /** A name or a keyword. */
        WORD,
        /** {@code #name}. */
        NAME,
        /** {@code :value}. */
        VALUE,
        /** Digits. */
        NUMBER,
        /** An operator or a bracket; whatever belongs nowhere, too. */
        SIGN,
        /** Behind the last piece. */
        END
    }

    /** Whether it is this keyword, in whatever case, or this sign. */
    boolean is(String wanted) {
        return switch (kind) {
            case WORD -> text.toUpperCase(Locale.ROOT).equals(wanted);
            case SIGN -> text.equals(wanted);
            case NAME, VALUE, NUMBER, END -> false;
        };
    }
}
