package cloudjar.kernel.policy;

import java.util.HashMap;
import java.util.Map;

/**
 * Finds a run of letters and single wildcards in a text, by keeping for every prefix of the run one bit that says
 * whether the text just read ends in it. Each character is read once and costs one step per 64 letters of the run.
 */
final class Needle {
    private final int length;
    private final int words;
    private final Map<Character, long[]> letters = new HashMap<>();
    private final long[] others;

    Needle(Glob.Run run) {
        length = run.length();
        words = (length + 63) >>> 6;
        others = new long[words];
        for (int i = 0; i < length; i++) {
            if (run.anyAt(i)) {
                others[i >>> 6] |= 1L << i;
            }
        }
        for (int i = 0; i < length; i++) {
            if (!run.anyAt(i)) {
                letters.computeIfAbsent(run.letterAt(i), _ -> others.clone())[i >>> 6] |= 1L << i;
            }
        }
    }

    /** Where the leftmost occurrence between {@code from} and {@code to} ends; -1 where there is none. */
    int endIn(CharSequence text, int from, int to) {
        return words == 1 ? shortEndIn(text, from, to) : longEndIn(text, from, to);
    }

    private int shortEndIn(CharSequence text, int from, int to) {
        long last = 1L << (length - 1);
        long state = 0;
        for (int at = from; at < to; at++) {
            state = (state << 1 | 1) & letters.getOrDefault(text.charAt(at), others)[0];
            if ((state & last) != 0) {
                return at + 1;
            }
        }
        return -1;
    }

    private int longEndIn(CharSequence text, int from, int to) {
        long last = 1L << (length - 1);
        long[] state = new long[words];

        for (int at = from; at < to; at++) {
            long[] mask = letters.getOrDefault(text.charAt(at), others);
            long carry = 1;
            for (int word = 0; word < words; word++) {
                long next = state[word] >>> 63;
                state[word] = (state[word] << 1 | carry) & mask[word];
                carry = next;
            }
            if ((state[words - 1] & last) != 0) {
                return at + 1;
            }
        }
        return -1;
    }
}
