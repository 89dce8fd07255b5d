package cloudjar.protocols.eventstream;

import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.EventStream;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.text.MalformedValueException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The events of a request, read from its body as they are asked for. A message that is signed arrives inside another, whose
 * header is its signature; the envelope is taken off here, its signature is the authenticator's business.
 */
public final class ReceivedEvents implements EventStream {
    private static final String SIGNATURE = ":chunk-signature";

    private final InputStream body;
    private final EventMessageReader reader;
    private final EventCodec codec;
    private final Schema union;
    private @Nullable EventMessage peeked;
    private boolean ended;

    /** @param union the event-stream union */
    public ReceivedEvents(InputStream body, EventCodec codec, Schema union) {
        this.body = body;
        this.reader = new EventMessageReader(body);
        this.codec = codec;
        this.union = union;
    }

    /**
     * The content of the message that begins the stream of an RPC protocol; null where the first message is an event.
     *
     * @throws MalformedValueException where the first message cannot be read
     */
    public byte @Nullable [] initialRequest() throws IOException {
        EventMessage first = message();
        if (first != null && EventCodec.isInitialRequest(first)) {
            return first.payload().toArray();
        }
        peeked = first;
        return null;
    }

    /**
     * {@inheritDoc}
     *
     * @throws CommonException {@code SerializationException} where a message cannot be read
     * @throws EventStreamException where the caller sent one of the union's exceptions
     */
    @Override
    public @Nullable Structure next() {
        try {
            EventMessage message = peeked != null ? peeked : message();
            peeked = null;
            return message == null ? null : codec.decode(union, message);
        } catch (MalformedValueException malformed) {
            ended = true;
            throw new CommonException("SerializationException", 400, malformed.problem());
        } catch (IOException broken) {
            ended = true;
            throw new UncheckedIOException(broken);
        }
    }

    private @Nullable EventMessage message() throws IOException {
        if (ended) {
            return null;
        }
        EventMessage message = reader.next();
        if (message != null && message.header(SIGNATURE) != null) {
            // An envelope around nothing ends a signed stream.
            message = new EventMessageReader(message.payload().stream()).next();
        }
        ended = message == null;
        return message;
    }

    @Override
    public void close() {
        ended = true;
        try {
            body.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
