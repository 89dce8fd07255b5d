package cloudjar.kernel.policy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A pattern with wildcards, matched in one pass: no character of the text is looked at more than twice, whatever the
 * pattern is. What stands before the first {@code *} must begin the text, what stands after the last must end it, and
 * each piece between is searched from where the one before was found: the leftmost place is always a right one.
 */
final class Glob {
    private static final Glob ANYTHING = of(List.of(new PatternToken.AnyMany()));

    private final Run prefix;
    private final Run suffix;
    private final Needle[] middle;
    private final boolean open;
    private final int lengthMin;

    private Glob(List<Run> runs) {
        open = runs.size() > 1;
        prefix = runs.getFirst();
        suffix = open ? runs.getLast() : Run.EMPTY;
        middle = runs.subList(1, Math.max(1, runs.size() - 1)).stream()
                .filter(run -> run.length() > 0)
                .map(Needle::new)
                .toArray(Needle[]::new);
        lengthMin = runs.stream().mapToInt(Run::length).sum();
    }

    /** What matches everything. */
    static Glob anything() {
        return ANYTHING;
    }

    /** A pattern of wildcards and letters. */
    static Glob of(String pattern) {
        return of(PatternToken.parse(pattern, PatternToken.Syntax.WILDCARDS));
    }

    /** A pattern without variables. */
    static Glob of(List<PatternToken> tokens) {
        List<Run> runs = new ArrayList<>();
        Run.Builder run = new Run.Builder();
        for (PatternToken token : tokens) {
            switch (token) {
                case PatternToken.Letter(char value) -> run.letter(value);
                case PatternToken.AnyOne() -> run.any();
                case PatternToken.AnyMany() -> {
                    runs.add(run.build());
                    run = new Run.Builder();
                }
                case PatternToken.Variable variable ->
                    throw new IllegalArgumentException("a variable without its value: " + variable.key());
            }
        }
        runs.add(run.build());
        return new Glob(runs);
    }

    boolean matches(CharSequence text) {
        return matches(text, 0, text.length());
    }

    /** Whether the part of the text from {@code from} up to {@code to} matches, all of it. */
    boolean matches(CharSequence text, int from, int to) {
        int length = to - from;
        if (open ? length < lengthMin : length != lengthMin) {
            return false;
        }
        if (!prefix.matchesAt(text, from) || !suffix.matchesAt(text, to - suffix.length())) {
            return false;
        }
        int at = from + prefix.length();
        int end = to - suffix.length();
        for (Needle needle : middle) {
            at = needle.endIn(text, at, end);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    /** Letters and single wildcards in a row. */
    static final class Run {
        static final Run EMPTY = new Builder().build();

        private final String letters;
        private final boolean[] wild;

        private Run(String letters, boolean[] wild) {
            this.letters = letters;
            this.wild = wild;
        }

        int length() {
            return wild.length;
        }

        boolean anyAt(int at) {
            return wild[at];
        }

        char letterAt(int at) {
            return letters.charAt(at);
        }

        boolean matchesAt(CharSequence text, int at) {
            for (int i = 0; i < wild.length; i++) {
                if (letters.charAt(i) != text.charAt(at + i) && !wild[i]) {
                    return false;
                }
            }
            return true;
        }

        /** Collects a run. */
        static final class Builder {
            private final StringBuilder letters = new StringBuilder();
            private final BitSet wild = new BitSet();

            void letter(char value) {
                letters.append(value);
            }

            void any() {
                wild.set(letters.length());
                letters.append('?');
            }

            Run build() {
                boolean[] flags = new boolean[letters.length()];
                wild.stream().forEach(at -> flags[at] = true);
                return new Run(letters.toString(), flags);
            }
        }
    }
}
