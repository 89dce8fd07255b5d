package cloudjar.kernel.clock;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What of a clock is kept in its world's store, as one row; a world without it has a clock that runs with the machine's. */
public sealed interface ClockState {
    /**
     * It runs.
     *
     * @param ahead of the machine's clock; negative behind it
     */
    record Running(Duration ahead) implements ClockState {}

    /**
     * It stands until someone moves or resumes it.
     *
     * @param at the time it shows
     */
    record Frozen(Instant at) implements ClockState {}

    /** The state kept in a store. */
    static Optional<ClockState> in(Snapshot snapshot) {
        return Row.TABLE.get(snapshot, Row.KEY);
    }

    /** Keeps this state; one that is kept already is not written again. */
    default void keepIn(Tx tx) {
        if (!in(tx).orElseGet(() -> new Running(Duration.ZERO)).equals(this)) {
            Row.TABLE.put(tx, Row.KEY, this);
        }
    }

    /**
     * Where it is kept: a codec is made of a record.
     *
     * @param state of the clock
     */
    record Row(ClockState state) {
        private static final String KEY = "state";
        private static final Codec<ClockState> CODEC = RecordCodec.of(Row.class).as(Row::state, Row::new);
        private static final ScopedTable<String, ClockState> TABLE =
                Table.of("kernel", "clock", KeyCodec.STRING, CODEC).in(Scope.GLOBAL);
    }
}
