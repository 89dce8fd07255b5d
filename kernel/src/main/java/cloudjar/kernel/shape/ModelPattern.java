package cloudjar.kernel.shape;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of a model, which must match the whole text. Models are written for other engines than ours and are
 * applied to text from anyone, so a match may neither fail to compile nor take for ever.
 */
final class ModelPattern {
    /** How many characters a match may read beside {@link #READS_PER_CHARACTER}; plenty for any sane pattern. */
    private static final int READS_FREE = 100_000;

    private static final int READS_PER_CHARACTER = 200;

    private final @Nullable Pattern compiled;

    ModelPattern(String expression) {
        compiled = compile(expression);
    }

    private static @Nullable Pattern compile(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException otherDialect) {
            return null;
        }
    }

    /** Whether our engine can read the expression; if not, everything matches. */
    boolean isReadable() {
        return compiled != null;
    }

    /** Whether the whole text matches; a match that takes too long is none. */
    boolean matches(String text) {
        if (compiled == null) {
            return true;
        }
        try {
            return compiled.matcher(new Budgeted(text)).matches();
        } catch (OutOfBudgetException tooLong) {
            return false;
        } catch (StackOverflowError tooDeep) {
            // The engine recurses once per repetition of a group: long text that may well match. AWS decides it; we
            // cannot.
            return true;
        }
    }

    /** Text that can be read only so many times. */
    private static final class Budgeted implements CharSequence {
        private final String text;
        private long left;

        Budgeted(String text) {
            this.text = text;
            this.left = READS_FREE + (long) READS_PER_CHARACTER * text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new OutOfBudgetException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class OutOfBudgetException extends RuntimeException {
        private static final long serialVersionUID = 1;

        OutOfBudgetException() {
            super("a pattern took too long to match", null, false, false);
        }
    }
}
