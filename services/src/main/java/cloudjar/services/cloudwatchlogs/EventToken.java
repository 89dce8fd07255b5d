package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where reading of a stream goes on: behind an event, or before one. Its form is AWS's: {@code f/…/s} and {@code b/…/s} with the
 * event's id between the slashes. Where nothing is left the same token comes back.
 *
 * @param at the event; null at the stream's beginning or end
 */
record EventToken(Stream stream, boolean forward, @Nullable EventId at) {
    /** The length of {@code f/} and {@code /s}. */
    private static final int FRAME = 2;

    /** Where reading begins: at the oldest event, or at the newest. */
    static EventToken beginning(Stream stream, boolean fromHead) {
        return new EventToken(stream, fromHead, null);
    }

    static EventToken parse(String text, Stream stream) {
        boolean forward = text.startsWith("f/");
        if (!forward && !text.startsWith("b/") || !text.endsWith("/s") || text.length() <= 2 * FRAME) {
            throw LogsErrors.token();
        }
        EventId at = EventId.parse(text.substring(FRAME, text.length() - FRAME))
                .filter(id -> id.stream() == stream.number())
                .orElseThrow(LogsErrors::token);
        return new EventToken(stream, forward, at);
    }

    /** The events of a range that are left to read, in the order of reading. */
    Range rest(Range range, LogsTables tables) {
        Range ordered = forward ? range : range.reversed();
        return at == null ? ordered : ordered.after(tables.events.tuple(at));
    }

    /** The token that goes on behind a page. */
    EventToken forward(List<Row<EventId, Event>> page) {
        return new EventToken(stream, true, page.isEmpty() ? at : page.getLast().key());
    }

    /** The token that goes back before a page. */
    EventToken backward(List<Row<EventId, Event>> page) {
        return new EventToken(
                stream, false, page.isEmpty() ? at : page.getFirst().key());
    }

    String text() {
        EventId place = at == null ? new EventId(stream.number(), 0, 0) : at;
        return (forward ? "f/" : "b/") + place.text() + "/s";
    }
}
