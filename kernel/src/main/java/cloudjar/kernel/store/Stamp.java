package cloudjar.kernel.store;

import java.util.Objects;

/**
 * A number that grows with every change of the tables it is {@linkplain Table#stampedBy of}, one for each scope: what was worked
 * out of their rows is good as long as it stays. It is a row itself, so it is right on every node. Meant for tables that change
 * seldom, for transactions that change rows of one scope conflict over it.
 */
public final class Stamp {
    private final Table<String, Long> rows;

    private Stamp(Table<String, Long> rows) {
        this.rows = rows;
    }

    /** A stamp of a service's. */
    public static Stamp of(String service, String name) {
        return new Stamp(Table.of(service, name, KeyCodec.STRING, Codec.LONG));
    }

    /** The stamp of a scope: whoever asks often keeps it. */
    public Place in(Scope scope) {
        return new Place(rows.in(scope));
    }

    void advance(Tx tx, Scope scope) {
        rows.in(scope).put(tx, "", in(scope).now(tx) + 1);
    }

    /** A stamp in its scope. Immutable. */
    public static final class Place {
        private final ScopedTable<String, Long> rows;
        private final Key key;

        private Place(ScopedTable<String, Long> rows) {
            this.rows = rows;
            this.key = rows.wholeKey("");
        }

        /** What it is now. */
        public long now(Snapshot snapshot) {
            return Objects.requireNonNullElse(rows.getWhole(snapshot, key), 0L);
        }
    }
}
