package cloudjar.kernel.store.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of a history.
 *
 * @param id for the reader's eye
 * @param deeds what it read and wrote, in order
 * @param outcome how it ended
 * @param begun when it was begun, in ticks of the history
 * @param ended when it had ended, in ticks of the history
 */
public record Transaction(String id, List<Deed> deeds, Outcome outcome, long begun, long ended) {
    /** Copies the deeds. */
    public Transaction {
        deeds = List.copyOf(deeds);
    }

    /** How a transaction ended. */
    public enum Outcome {
        /** It said that it was committed. */
        COMMITTED,
        /** It said that it was not. */
        FAILED,
        /** Nobody knows: a connection broke, a process died. */
        UNKNOWN
    }

    /** One thing done to a list or a register. No two writes of a history have the same value. */
    public sealed interface Deed {
        /** Which list or register. */
        String key();

        /** An element was appended to a list. */
        record Append(String key, String element) implements Deed {}

        /** A list was read. */
        record ReadList(String key, List<String> elements) implements Deed {}

        /** A register was given a value; its transaction has read it before. */
        record Write(String key, String value) implements Deed {}

        /** A register was read; null before its first value. */
        record Read(String key, @Nullable String value) implements Deed {}
    }
}
