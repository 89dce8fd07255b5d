package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.overlay.CommittedCursor;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands on one committed row of a range after the other. It reads pages: each begins behind the last row of the one before,
 * and has so many rows that it is not much larger than {@value #PAGE_BYTES} bytes.
 */
final class PageCursor implements CommittedCursor {
    private static final String UP = "SELECT key, value FROM cloudjar_rows WHERE world = ? AND key >= ? AND key < ?"
            + " ORDER BY world, key LIMIT ?";
    private static final String DOWN = "SELECT key, value FROM cloudjar_rows WHERE world = ? AND key >= ? AND key < ?"
            + " ORDER BY world DESC, key DESC LIMIT ?";

    private static final int PAGE_BYTES = 1 << 20;
    private static final int ROWS_FIRST = 16;
    private static final int ROWS_MAX = 1_000;

    private final View view;
    private final Range range;
    private final boolean ascending;

    /** Where the rows to come lie, in stored keys. */
    private byte[] from;

    private byte[] to;
    private int pageRows;
    private boolean last;
    private List<Map.Entry<Key, byte[]>> page = List.of();
    private int at;

    /** Stands on the first row. */
    PageCursor(View view, Range range) {
        this.view = view;
        this.range = range;
        this.ascending = range.order() == Range.Order.ASCENDING;
        this.from = view.layout().from(range.from());
        this.to = view.layout().to(range.to());
        this.pageRows = Math.min(ROWS_FIRST, range.limit());
        settle();
    }

    @Override
    public @Nullable Key key() {
        return at < page.size() ? page.get(at).getKey() : null;
    }

    @Override
    public byte[] value() {
        return page.get(at).getValue();
    }

    @Override
    public void advance() {
        at++;
        settle();
    }

    @Override
    public void leap(Key stretchFrom, Key stretchTo) {
        Key end = page.isEmpty() ? null : page.getLast().getKey();
        boolean beyond = end == null || (ascending ? end.compareTo(stretchTo) < 0 : end.compareTo(stretchFrom) >= 0);
        if (beyond && !last) {
            page = List.of();
            at = 0;
            from = ascending ? view.layout().from(stretchTo) : from;
            to = ascending ? to : view.layout().to(stretchFrom);
            settle();
        }
        // On this page, and in a bucket at the end of the stretch, rows of it may be left.
        while (lies(key(), stretchFrom, stretchTo)) {
            advance();
        }
    }

    private static boolean lies(@Nullable Key key, Key from, Key to) {
        return key != null && key.compareTo(from) >= 0 && key.compareTo(to) < 0;
    }

    /** Sees to it that it stands on a row if there is one to come. */
    private void settle() {
        while (at == page.size() && !last) {
            page = view.ask(c -> {
                try (PreparedStatement statement = c.prepareStatement(ascending ? UP : DOWN)) {
                    statement.setLong(1, view.world());
                    statement.setBytes(2, from);
                    statement.setBytes(3, to);
                    statement.setInt(4, pageRows);
                    try (ResultSet rows = statement.executeQuery()) {
                        List<byte[][]> read = new ArrayList<>();
                        while (rows.next()) {
                            read.add(new byte[][] {rows.getBytes(1), rows.getBytes(2)});
                        }
                        return turn(read);
                    }
                }
            });
            at = 0;
        }
    }

    /** The rows of a page, and from where the next one goes on. */
    private List<Map.Entry<Key, byte[]>> turn(List<byte[][]> read) {
        last = read.size() < pageRows;
        List<Map.Entry<Key, byte[]>> rows = new ArrayList<>(read.size());
        long bytes = 1;
        for (byte[][] row : read) {
            bytes += row[0].length + row[1].length;
            if (view.layout().isBucket(row[0])) {
                rows.addAll(within(Bucket.decode(row[1])).entrySet());
            } else {
                rows.add(Map.entry(Key.fromBytes(row[0]), row[1]));
            }
        }
        if (!last) {
            byte[] end = read.getLast()[0];
            from = ascending ? KeyLayout.after(end) : from;
            to = ascending ? to : end;
            long fitting = PAGE_BYTES * (long) read.size() / bytes;
            pageRows = (int) Math.clamp(fitting, 1, Math.min(ROWS_MAX, 4L * pageRows));
        }
        return rows;
    }

    private Map<Key, byte[]> within(NavigableMap<Key, byte[]> bucket) {
        NavigableMap<Key, byte[]> rows = bucket.subMap(range.from(), true, range.to(), false);
        return ascending ? rows : rows.descendingMap();
    }
}
