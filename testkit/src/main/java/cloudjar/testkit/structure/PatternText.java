package cloudjar.testkit.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Texts that a regular expression matches. It knows what AWS's models use: literals, classes, groups, alternatives and
 * repetitions; not look-around and back references.
 *
 * <p>Whole in one file, since it is one recursive descent over one grammar.
 */
final class PatternText {
    /** A part of the expression, which can write a text of its own. */
    private interface Part {
        void write(StringBuilder out, Random random, int loopMax);
    }

    private static final class UnknownSyntaxException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownSyntaxException(String message) {
            super(message);
        }
    }

    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private final String pattern;
    private int at;
    private @Nullable Part root;

    private PatternText(String pattern) {
        this.pattern = pattern;
    }

    /** The generator of a pattern; empty where it uses what is not known here. */
    static Optional<PatternText> of(String pattern) {
        PatternText text = new PatternText(pattern);
        try {
            text.root = text.alternatives();
            return text.at == pattern.length() ? Optional.of(text) : Optional.empty();
        } catch (UnknownSyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * A text that most probably matches.
     *
     * @param loopMax how often a repetition without a bound repeats at most
     */
    String text(Random random, int loopMax) {
        StringBuilder out = new StringBuilder();
        if (root != null) {
            root.write(out, random, loopMax);
        }
        return out.toString();
    }

    private Part alternatives() {
        List<Part> choices = new ArrayList<>();
        choices.add(sequence());
        while (take('|')) {
            choices.add(sequence());
        }
        return (out, random, loopMax) ->
                choices.get(random.nextInt(choices.size())).write(out, random, loopMax);
    }

    private Part sequence() {
        List<Part> parts = new ArrayList<>();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            Part atom = atom();
            parts.add(repeated(atom));
        }
        return (out, random, loopMax) -> parts.forEach(part -> part.write(out, random, loopMax));
    }

    private Part repeated(Part atom) {
        int min = 1;
        int max = 1;
        if (take('*')) {
            min = 0;
            max = UNBOUNDED;
        } else if (take('+')) {
            max = UNBOUNDED;
        } else if (take('?')) {
            min = 0;
        } else if (take('{')) {
            min = number();
            max = take(',') ? (peek() == '}' ? UNBOUNDED : number()) : min;
            expect('}');
        } else {
            return atom;
        }
        // Reluctant and possessive repetitions match the same texts.
        if (!take('?')) {
            take('+');
        }
        int least = min;
        int most = max;
        return (out, random, loopMax) -> {
            int bound = (int) Math.min(most, (long) least + loopMax);
            int count = least + random.nextInt(bound - least + 1);
            for (int i = 0; i < count; i++) {
                atom.write(out, random, loopMax);
            }
        };
    }

    private Part atom() {
        char c = next();
        return switch (c) {
            case '^', '$' -> (out, random, loopMax) -> {};
            case '.' -> CharacterSet.PRINTABLE::write;
            case '(' -> group();
            case '[' -> {
                CharacterSet set = characterClass();
                yield set::write;
            }
            case '\\' -> escape();
            default -> (out, random, loopMax) -> out.append(c);
        };
    }

    private Part group() {
        if (take('?')) {
            if (take('<') && peek() != '=' && peek() != '!') {
                at = pattern.indexOf('>', at) + 1;
            } else if (!take(':')) {
                throw new UnknownSyntaxException("look-around");
            }
        }
        Part inner = alternatives();
        expect(')');
        return inner;
    }

    private Part escape() {
        char c = next();
        if (c >= '1' && c <= '9') {
            throw new UnknownSyntaxException("back reference");
        }
        if ("bBAzZG".indexOf(c) >= 0) {
            return (out, random, loopMax) -> {};
        }
        CharacterSet set = escaped(c);
        return set::write;
    }

    private CharacterSet characterClass() {
        boolean negated = take('^');
        CharacterSet set = new CharacterSet();
        boolean first = true;
        while (first || peek() != ']') {
            first = false;
            char c = next();
            if (c == '[') {
                set.add(characterClass());
            } else if (c == '&' && peek() == '&') {
                throw new UnknownSyntaxException("intersection");
            } else if (c == '\\' && !single(peek())) {
                set.add(escaped(next()));
            } else {
                range(set, c == '\\' ? literal(next()) : c);
            }
        }
        expect(']');
        return negated ? set.negated() : set;
    }

    private void range(CharacterSet set, char from) {
        if (peek() == '-' && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']') {
            at++;
            char to = next();
            set.add(from, to == '\\' ? literal(next()) : to);
        } else {
            set.add(from, from);
        }
    }

    /** Whether an escape stands for one character. */
    private static boolean single(char escape) {
        return "dDwWsSpPhv".indexOf(escape) < 0;
    }

    private CharacterSet escaped(char c) {
        CharacterSet set = new CharacterSet();
        return switch (c) {
            case 'd' -> set.add('0', '9');
            case 'D' -> set.add('0', '9').negated();
            case 'w' -> set.addWord();
            case 'W' -> set.addWord().negated();
            case 's', 'h', 'v' -> set.add(' ', ' ');
            case 'S' -> set.add('!', '~');
            case 'p' -> property();
            case 'P' -> property().negated();
            default -> {
                char literal = literal(c);
                yield set.add(literal, literal);
            }
        };
    }

    private CharacterSet property() {
        String name;
        if (take('{')) {
            int end = pattern.indexOf('}', at);
            name = pattern.substring(at, end);
            at = end + 1;
        } else {
            name = String.valueOf(next());
        }
        CharacterSet set = new CharacterSet();
        return switch (name) {
            case "L", "IsL", "Alpha", "IsLetter", "IsAlphabetic" ->
                set.add('a', 'z').add('A', 'Z');
            case "Ll", "Lower" -> set.add('a', 'z');
            case "Lu", "Upper" -> set.add('A', 'Z');
            case "N", "Nd", "IsN", "Digit", "IsDigit" -> set.add('0', '9');
            case "Alnum" -> set.add('a', 'z').add('A', 'Z').add('0', '9');
            case "Z", "Zs", "IsZ", "Space", "IsWhite_Space" -> set.add(' ', ' ');
            case "S", "IsS" -> set.add('+', '+').add('=', '=').add('$', '$');
            case "P", "IsP", "Punct", "IsPunctuation" ->
                set.add('.', '.').add('-', '-').add('_', '_');
            case "M", "Mn" -> set.add('\u0301', '\u0301');
            case "ASCII", "Print", "Graph" -> set.add('!', '~');
            default -> throw new UnknownSyntaxException("property " + name);
        };
    }

    private char literal(char escaped) {
        return switch (escaped) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'u' -> hexadecimal(4);
            case 'x' -> hexadecimal(2);
            default -> escaped;
        };
    }

    private char hexadecimal(int digits) {
        if (at + digits > pattern.length() || pattern.charAt(at) == '{') {
            throw new UnknownSyntaxException("code point");
        }
        at += digits;
        return (char) Integer.parseInt(pattern.substring(at - digits, at), 16);
    }

    private int number() {
        int begin = at;
        while (Character.isDigit(peek())) {
            at++;
        }
        if (begin == at) {
            throw new UnknownSyntaxException("no number");
        }
        return Integer.parseInt(pattern.substring(begin, at));
    }

    private boolean take(char c) {
        if (peek() == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!take(c)) {
            throw new UnknownSyntaxException("no " + c);
        }
    }

    private char peek() {
        return at < pattern.length() ? pattern.charAt(at) : '\0';
    }

    private char next() {
        if (at >= pattern.length()) {
            throw new UnknownSyntaxException("the end");
        }
        return pattern.charAt(at++);
    }
}
