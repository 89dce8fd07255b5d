package cloudjar.testkit.structure;

import cloudjar.kernel.shape.Constraints;
import com.github.curiousoddman.rgxgen.RgxGen;
import com.github.curiousoddman.rgxgen.config.RgxGenOption;
import com.github.curiousoddman.rgxgen.config.RgxGenProperties;
import com.github.curiousoddman.rgxgen.parsing.dflt.RgxGenParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Makes text that keeps the model's constraints and can travel where it must. */
public final class RandomText {
    private static final int TRIES = 40;
    private static final int LENGTH_MAX = 12;
    private static final String ANY = "abcXYZ019 \t\n\r<>&\"'/:;=äß€\u0085\u2028😹]%+,~{}";
    private static final String VISIBLE = "abcXYZ019 <>&\"'/:;=]%+~{}";
    private static final String PLAIN = "abcxyz019";

    /** What one expression of the models says: how to match it and how to make text of it. */
    private record Expression(
            @Nullable Pattern pattern, @Nullable RgxGen maker) {}

    private final Random random;
    private final Map<String, Expression> expressions = new HashMap<>();

    /** Texts from this source of chance. */
    public RandomText(Random random) {
        this.random = random;
    }

    /** Text for a place, or empty where none was found that keeps all the rules. */
    public Optional<String> make(Constraints constraints, Place place) {
        if (!constraints.enumValues().isEmpty()) {
            return Optional.of(constraints
                    .enumValues()
                    .get(random.nextInt(constraints.enumValues().size())));
        }
        int min = constraints.min() == null ? 0 : constraints.min().intValue();
        int max = constraints.max() == null
                ? Integer.MAX_VALUE
                : constraints.max().intValue();
        Expression expression = constraints.pattern() == null
                ? null
                : expressions.computeIfAbsent(constraints.pattern(), RandomText::read);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            String text = attempt(attempt, expression, place, min, max);
            int length = text.codePointCount(0, text.length());
            if (length >= min && length <= max && matches(expression, text) && travels(text, place)) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    private String attempt(int attempt, @Nullable Expression expression, Place place, int min, int max) {
        if (expression != null && expression.maker() != null && attempt > 2 && attempt % 4 > 0) {
            try {
                return fitted(expression.maker(), min, max);
            } catch (IllegalArgumentException | NullPointerException makerFailed) {
                // It does not know some classes of characters.
                return "";
            }
        }
        int least = Math.max(min, place == Place.BODY ? 0 : 1);
        int length = least + random.nextInt(Math.clamp((long) max - least + 1, 1, LENGTH_MAX));
        return characters(attempt < 2 ? alphabet(place) : PLAIN, length);
    }

    /** What the maker makes, repeated where it is too short and cut where it is too long: often enough it still matches. */
    private String fitted(RgxGen maker, int min, int max) {
        StringBuilder text = new StringBuilder(maker.generate(random));
        for (int more = 0; text.length() < min && more < min; more++) {
            text.append(maker.generate(random));
        }
        return text.length() <= max ? text.toString() : text.substring(0, max);
    }

    private static String alphabet(Place place) {
        return switch (place) {
            case BODY, QUERY, LABEL, GREEDY_LABEL -> ANY;
            case HEADER -> VISIBLE;
            case HEADER_NAME -> PLAIN;
        };
    }

    private String characters(String alphabet, int length) {
        int[] points = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int left = length; left > 0; left--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private static Expression read(String expression) {
        try {
            RgxGenProperties properties = new RgxGenProperties();
            RgxGenOption.INFINITE_PATTERN_REPETITION.setInProperties(properties, LENGTH_MAX);
            return new Expression(Pattern.compile(expression), RgxGen.parse(properties, expression));
        } catch (PatternSyntaxException otherDialect) {
            return new Expression(null, null);
        } catch (RgxGenParseException | NullPointerException beyondTheMaker) {
            return new Expression(Pattern.compile(expression), null);
        }
    }

    private static boolean matches(@Nullable Expression expression, String text) {
        return expression == null
                || expression.pattern() == null
                || expression.pattern().matcher(text).matches();
    }

    /** Whether the place can carry the text; this is about HTTP and XML, not about any service. */
    private static boolean travels(String text, Place place) {
        return switch (place) {
            case BODY, QUERY -> text.codePoints().allMatch(RandomText::isCharacter);
            case HEADER ->
                !text.isEmpty() && text.equals(text.strip()) && text.chars().allMatch(c -> c >= ' ' && c < 127);
            case HEADER_NAME -> !text.isEmpty() && text.chars().allMatch(c -> PLAIN.indexOf(c) >= 0);
            case LABEL, GREEDY_LABEL ->
                !text.isEmpty()
                        && text.codePoints().allMatch(RandomText::isCharacter)
                        // Clients and servers alike resolve these as directories.
                        && !text.matches("(.*/)?\\.\\.?(/.*)?");
        };
    }

    /** Whether XML knows the character. */
    private static boolean isCharacter(int point) {
        return point >= ' ' && (point < 0xD800 || point > 0xDFFF) && point != 0xFFFE && point != 0xFFFF
                || point == '\t'
                || point == '\n'
                || point == '\r';
    }
}
