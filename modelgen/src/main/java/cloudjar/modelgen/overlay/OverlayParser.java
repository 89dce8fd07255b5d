package cloudjar.modelgen.overlay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an overlay: one fact on each line. The reason of a fact stands behind it after {@code #}, or, for indented lines,
 * in the line {@code because …} above them. A line that begins with {@code #} is a comment; a fact without a reason is
 * refused.
 */
final class OverlayParser {
    private static final String BECAUSE = "because ";
    private static final String REASON = " # ";

    private OverlayParser() {}

    /** @throws OverlayException where a line is malformed or has no reason */
    static List<OverlayLine> parse(String file, String text) {
        List<OverlayLine> facts = new ArrayList<>();
        String shared = null;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(BECAUSE)) {
                shared = line.substring(BECAUSE.length()).strip();
            } else {
                boolean indented = Character.isWhitespace(line.charAt(0));
                facts.add(fact(file, number, line.strip(), indented ? shared : null));
            }
        }
        return facts;
    }

    private static OverlayLine fact(String file, int number, String line, @Nullable String shared) {
        int marker = line.indexOf(REASON);
        String own = marker < 0 ? "" : line.substring(marker + REASON.length()).strip();
        String reason = own.isEmpty() ? shared : own;
        if (reason == null || reason.isEmpty()) {
            throw new OverlayException(file, number, "a fact needs a reason: '# …' behind it or 'because …' above");
        }
        return OverlayLine.parse(file, number, marker < 0 ? line : line.substring(0, marker), reason);
    }
}
