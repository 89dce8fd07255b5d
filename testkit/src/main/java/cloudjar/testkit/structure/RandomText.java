package cloudjar.testkit.structure;

import cloudjar.kernel.shape.Constraints;
import cloudjar.kernel.shape.Location;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Text at random: of a length, of a pattern, of the characters that go where it travels. */
final class RandomText {
    private static final int MORE_MAX = 20;
    private static final int TRIES = 200;

    /** Characters that protocols have to escape or count, besides harmless ones; all of them are legal in XML. */
    private static final String ANY = "abcXYZ019 -_./:=+@%&<>\"'\\{}[]()äß€漢😀\t";

    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

    private final Random random;
    private final Map<String, Optional<PatternText>> patterns = new HashMap<>();

    RandomText(Random random) {
        this.random = random;
    }

    /** A text that keeps the constraints; null where none was found. */
    @Nullable
    String of(Constraints constraints, Location location) {
        int min = constraints.min() == null ? 0 : constraints.min().intValue();
        if (location != Location.BODY) {
            // An empty label or header does not arrive.
            min = Math.max(min, 1);
        }
        int max = constraints.max() == null
                ? Integer.MAX_VALUE
                : constraints.max().intValue();
        String pattern = constraints.pattern();
        if (pattern == null) {
            return random(location == Location.BODY ? ANY : PLAIN, min, max);
        }
        return matching(pattern, min, max, location);
    }

    /** Letters, digits and a few signs. */
    String plain(int min, int max) {
        return random(PLAIN, min, max);
    }

    private String random(String alphabet, int min, int max) {
        int[] characters = alphabet.codePoints().toArray();
        int length = Math.min(max, min + random.nextInt(MORE_MAX + 1));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        // Lengths are counted in different ways; a text at its bounds is therefore of plain characters.
        return text.length() > max || length == max || text.isEmpty()
                ? plainOf(length)
                : text.toString().strip().isEmpty() ? plainOf(length) : trimmed(text.toString(), min);
    }

    /** Without blanks at its ends, which some protocols drop; filled up to the length again. */
    private String trimmed(String text, int min) {
        StringBuilder stripped = new StringBuilder(text.strip());
        while (stripped.length() < min) {
            stripped.append('x');
        }
        return stripped.toString();
    }

    private String plainOf(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(PLAIN.charAt(random.nextInt(PLAIN.length())));
        }
        return text.toString();
    }

    private @Nullable String matching(String pattern, int min, int max, Location location) {
        Optional<PatternText> known = patterns.computeIfAbsent(pattern, PatternText::of);
        Optional<Pattern> check = compile(pattern);
        if (known.isEmpty() || check.isEmpty()) {
            return null;
        }
        for (int i = 0; i < TRIES; i++) {
            // Repetitions without a bound are tried short at first, then as long as the shortest text needs.
            String text = known.get().text(random, 1 + (i % 4 == 3 ? Math.max(min, 8) : i % 8));
            boolean travels = location == Location.BODY || text.chars().allMatch(c -> PLAIN.indexOf(c) >= 0);
            if (text.length() >= min
                    && text.length() <= max
                    && travels
                    && text.equals(text.strip())
                    && check.get().matcher(text).find()) {
                return text;
            }
        }
        return null;
    }

    private static Optional<Pattern> compile(String pattern) {
        try {
            return Optional.of(Pattern.compile(pattern));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }
}
