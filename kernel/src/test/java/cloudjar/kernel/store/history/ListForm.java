package cloudjar.kernel.store.history;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.Log;
import cloudjar.kernel.store.LogEntry;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedLog;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import java.time.Instant;
import java.util.List;

/** How a list of words lies in a store: each form leans on another promise. */
public enum ListForm {
    /** In one row: what was read must not have changed. */
    ROW {
        @Override
        void append(Tx tx, String list, String element) {
            String before = tx.get(Key.of("row", list), Codec.STRING);
            tx.put(Key.of("row", list), before == null ? element : before + " " + element, Codec.STRING);
        }

        @Override
        List<String> read(Snapshot snapshot, String list) {
            String words = snapshot.get(Key.of("row", list), Codec.STRING);
            return words == null ? List.of() : List.of(words.split(" ", -1));
        }
    },

    /** In a row for each element: no row must have come into a range that was read. */
    RANGE {
        @Override
        void append(Tx tx, String list, String element) {
            Range rows = Range.prefix(Key.of("range", list));
            long next = tx.range(rows.reversed().limit(1), Codec.STRING)
                    .first()
                    .map(row -> (Long) row.key().elements().getLast() + 1)
                    .orElse(0L);
            tx.put(Key.of("range", list).then(next), element, Codec.STRING);
        }

        @Override
        List<String> read(Snapshot snapshot, String list) {
            return snapshot.range(Range.prefix(Key.of("range", list)), Codec.STRING)
                    .values();
        }
    },

    /** In a log. */
    LOG {
        private static final ScopedLog<String, String> LOGS =
                Log.of("test", "log", KeyCodec.STRING, Codec.STRING).in(Scope.GLOBAL);

        @Override
        void append(Tx tx, String list, String element) {
            LOGS.append(tx, list, Instant.EPOCH, element);
        }

        @Override
        List<String> read(Snapshot snapshot, String list) {
            return LOGS.from(snapshot, list, 0, Integer.MAX_VALUE).stream()
                    .map(Row::value)
                    .map(LogEntry::value)
                    .toList();
        }
    };

    abstract void append(Tx tx, String list, String element);

    abstract List<String> read(Snapshot snapshot, String list);
}
