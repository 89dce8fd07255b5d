package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The events of several streams in the order of their times, lazily; used by one thread while its snapshot is good. */
final class MergedEvents {
    private final Snapshot snapshot;
    private final LogsTables tables;
    private final Opening opening;
    private final List<Stream> streams;
    private final long fromMillis;
    private final long toMillis;
    private final PriorityQueue<Source> sources;
    private @Nullable Source current;
    private @Nullable EventId skipped;
    private boolean opened;
    private boolean reversed;

    /** Those from one time to another, both included. */
    MergedEvents(
            Snapshot snapshot,
            LogsTables tables,
            Opening opening,
            List<Stream> streams,
            long fromMillis,
            long toMillis) {
        this.snapshot = snapshot;
        this.tables = tables;
        this.opening = opening;
        this.streams = streams;
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
        this.sources = new PriorityQueue<>(Math.max(1, streams.size()), this::order);
    }

    private int order(Source a, Source b) {
        int order = EventId.BY_TIME.compare(a.row.key(), b.row.key());
        return reversed ? -order : order;
    }

    /** The newest first; to be called before {@link #next}. */
    MergedEvents reversed() {
        reversed = true;
        return this;
    }

    /** Which streams of a group: those named, those whose names begin with a text, or all. */
    static List<Stream> streams(
            Snapshot snapshot, LogsTables tables, Group group, List<String> names, @Nullable String prefix) {
        if (!names.isEmpty()) {
            return names.stream()
                    .distinct()
                    .map(name -> tables.stream(snapshot, group.name(), name))
                    .toList();
        }
        Range all = Range.prefix(Key.of(group.name()));
        Range range = prefix == null ? all : Range.between(Key.of(group.name(), prefix), all.to());
        List<Stream> streams = new ArrayList<>();
        for (Row<LogsTables.PartKey, Stream> row : tables.streams.rows(snapshot, range)) {
            if (!Paging.begins(row.value().name(), prefix)) {
                break;
            }
            streams.add(row.value());
        }
        return streams;
    }

    /** Begins behind an event; to be called before {@link #next}. */
    void skipTo(EventId after) {
        skipped = after;
    }

    /** Goes to the next event; says whether there is one. */
    boolean next() {
        if (!opened) {
            open();
        } else if (current != null && current.advance()) {
            Source other = sources.peek();
            if (other != null && order(current, other) > 0) {
                sources.add(current);
                current = sources.poll();
            }
        } else {
            current = sources.poll();
        }
        return current != null;
    }

    private void open() {
        opened = true;
        for (Stream stream : streams) {
            if (!stream.isEmpty() && stream.lastMillis() >= fromMillis && stream.firstMillis() <= toMillis) {
                Source source = new Source(
                        stream, tables.events.rows(snapshot, range(stream)).iterator());
                if (source.advance()) {
                    sources.add(source);
                }
            }
        }
        current = sources.poll();
    }

    private Range range(Stream stream) {
        Range all = tables.between(stream.number(), Math.max(0, fromMillis), toMillis);
        if (skipped == null) {
            return reversed ? all.reversed() : all;
        }
        // Of the time of the event where the last page ended, streams before its own are done and streams after it are
        // not.
        long number = Long.compare(stream.number(), skipped.stream());
        Key after = number == 0 ? tables.events.tuple(skipped) : Key.of(stream.number(), skipped.millis());
        return number == 0 ? all.after(after) : number < 0 ? all.afterPrefix(after) : all.after(after);
    }

    /** Whether no event is left; good after {@link #next} has said no. */
    boolean ended() {
        return opened && current == null;
    }

    EventId id() {
        return source().row.key();
    }

    /** The event as it came. */
    Event event() {
        return opening.open(source().stream.group(), source().row.value());
    }

    Stream stream() {
        return source().stream;
    }

    private Source source() {
        if (current == null) {
            throw new IllegalStateException("no event");
        }
        return current;
    }

    /** The events of one stream. */
    private static final class Source {
        private final Stream stream;
        private final Iterator<Row<EventId, Event>> rows;
        private Row<EventId, Event> row;

        Source(Stream stream, Iterator<Row<EventId, Event>> rows) {
            this.stream = stream;
            this.rows = rows;
            this.row = new Row<>(new EventId(0, 0, 0), new Event(0, ""));
        }

        boolean advance() {
            if (!rows.hasNext()) {
                return false;
            }
            row = rows.next();
            return true;
        }
    }
}
