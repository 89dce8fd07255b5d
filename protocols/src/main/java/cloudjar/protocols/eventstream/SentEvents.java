package cloudjar.protocols.eventstream;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.EventStream;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.HttpResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The content of an answer that is a stream of events: each is sent as soon as the service has it. */
public final class SentEvents implements HttpResponse.Writer {
    private final EventStream events;
    private final EventCodec codec;
    private final Schema union;
    private final @Nullable EventMessage initial;

    /**
     * @param union the event-stream union
     * @param initial the message that comes first; null for none
     */
    public SentEvents(EventStream events, EventCodec codec, Schema union, @Nullable EventMessage initial) {
        this.events = events;
        this.codec = codec;
        this.union = union;
        this.initial = initial;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (events) {
            if (initial != null) {
                send(initial, out);
            }
            Structure event;
            while ((event = events.next()) != null) {
                send(codec.encode(event), out);
            }
        } catch (ApiException error) {
            // The status has left long since; the stream itself has to say it.
            send(codec.encode(union, error), out);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for an event");
        }
    }

    private static void send(EventMessage message, OutputStream out) throws IOException {
        ContentBuffer bytes = new ContentBuffer(256 + message.payload().size());
        message.writeTo(bytes);
        out.write(bytes.array(), 0, bytes.length());
        out.flush();
    }
}
