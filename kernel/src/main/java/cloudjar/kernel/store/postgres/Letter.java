package cloudjar.kernel.store.postgres;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What nodes tell each other: lines of text, of which the first is the sender's number. A letter is at most {@link #BYTES_MAX}
 * bytes long, for PostgreSQL takes no longer ones.
 */
final class Letter {
    /** PostgreSQL takes 7,999. */
    static final int BYTES_MAX = 7_900;

    /** Anything may have happened. */
    static final String ANYTHING = "*";

    /** Worlds, clocks or nodes have changed. */
    static final String LOOK = "l";

    /** What is said of one world's commit, or of everything. */
    sealed interface Line {
        /** A topic was signalled. */
        record Signalled(long world, String topic) implements Line {}

        /** A timer was set. */
        record TimerSet(long world, Instant due) implements Line {}

        /** All nodes are to look again. */
        record Look() implements Line {}

        /** So much happened that it was not listed. */
        record Anything() implements Line {}
    }

    private Letter() {}

    static String signalled(long world, String topic) {
        boolean fits = topic.length() <= BYTES_MAX / 8 && topic.indexOf('\n') < 0;
        return fits ? "s" + world + " " + topic : ANYTHING;
    }

    static String timerSet(long world, Instant due) {
        return "t" + world + " " + due.getEpochSecond();
    }

    /** As many letters as the lines need. */
    static List<String> write(long sender, Iterable<String> lines) {
        List<String> letters = new ArrayList<>();
        StringBuilder letter = new StringBuilder().append(sender);
        int bytes = letter.length();
        for (String line : lines) {
            int more = 1 + line.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + more > BYTES_MAX) {
                letters.add(letter.toString());
                letter = new StringBuilder().append(sender);
                bytes = letter.length();
            }
            letter.append('\n').append(line);
            bytes += more;
        }
        letters.add(letter.toString());
        return letters;
    }

    static long sender(String letter) {
        int end = letter.indexOf('\n');
        return number(end < 0 ? letter : letter.substring(0, end));
    }

    /** The lines below the sender; one that is not understood, as a newer cloudjar may write it, means anything. */
    static List<Line> read(String letter) {
        return letter.lines().skip(1).map(Letter::readLine).toList();
    }

    private static Line readLine(String line) {
        int space = line.indexOf(' ');
        if (line.equals(LOOK)) {
            return new Line.Look();
        }
        if (space < 2) {
            return new Line.Anything();
        }
        long world = number(line.substring(1, space));
        String rest = line.substring(space + 1);
        return switch (line.charAt(0)) {
            case 's' -> new Line.Signalled(world, rest);
            case 't' -> new Line.TimerSet(world, Instant.ofEpochSecond(number(rest)));
            default -> new Line.Anything();
        };
    }

    /** Of no world and no node, where it is no number. */
    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
