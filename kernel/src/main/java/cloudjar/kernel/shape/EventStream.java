package cloudjar.kernel.shape;

import org.jspecify.annotations.Nullable;

/** A sequence of events in either direction: the value of an event-stream union. Used by one thread at a time. */
public interface EventStream extends AutoCloseable {
    /**
     * The next event, a structure of the event-stream union with one member set; blocks until there is one. Null at the
     * end.
     *
     * @throws InterruptedException where the waiting thread is interrupted
     */
    @Nullable
    Structure next() throws InterruptedException;

    /** Ends the stream from the reader's side. */
    @Override
    void close();
}
