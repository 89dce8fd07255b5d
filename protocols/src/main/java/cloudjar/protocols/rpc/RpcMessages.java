package cloudjar.protocols.rpc;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.EventStream;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.Defaults;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.HttpResponse;
import cloudjar.protocols.eventstream.EventCodec;
import cloudjar.protocols.eventstream.EventMessage;
import cloudjar.protocols.eventstream.ReceivedEvents;
import cloudjar.protocols.eventstream.SentEvents;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the inputs and writes the outputs of an RPC protocol. Safe for any number of threads. */
public final class RpcMessages {
    private final RpcFormat format;
    private final EventCodec events;

    public RpcMessages(RpcFormat format) {
        this.format = format;
        this.events = new EventCodec(format);
    }

    /**
     * Reads the input of {@code operation}; an empty body stands for an empty structure.
     *
     * @throws cloudjar.protocols.text.MalformedValueException where the body cannot be read
     */
    public Structure decode(OperationSchema operation, HttpRequest request) throws IOException {
        Schema input = operation.input();
        Member stream = stream(input);
        if (stream == null) {
            return structure(input, request.bytes());
        }
        ReceivedEvents received = new ReceivedEvents(request.body(), events, stream.target());
        byte[] initial = received.initialRequest();
        @Nullable
        Object[] slots =
                structure(input, initial == null ? new byte[0] : initial).slots();
        slots[stream.index()] = received;
        return input.create(slots);
    }

    private Structure structure(Schema schema, byte[] content) {
        if (content.length > 0) {
            return format.decode(schema, content);
        }
        @Nullable Object[] slots = new @Nullable Object[schema.memberCount()];
        Defaults.fill(schema, slots);
        return schema.create(slots);
    }

    /** Makes {@code output} the content of the answer, and names its type. */
    public void encode(Structure output, HttpResponse response) {
        Member stream = stream(output.schema());
        if (stream != null && output.get(stream) instanceof EventStream sent) {
            @Nullable Object[] slots = output.slots();
            slots[stream.index()] = null;
            ContentBuffer rest = new ContentBuffer(256);
            format.encode(output.schema().create(slots), rest);
            EventMessage initial = events.initialResponse(Bytes.wrap(rest.toArray()));
            response.header("Content-Type", EventMessage.MEDIA_TYPE);
            response.content(new SentEvents(sent, events, stream.target(), initial));
            return;
        }
        ContentBuffer out = new ContentBuffer(512);
        format.encode(output, out);
        response.header("Content-Type", format.mediaType()).content(out.array(), out.length());
    }

    private static @Nullable Member stream(Schema schema) {
        // An event stream is the last member in every model that has one, but nothing says that it must be.
        for (Member member : schema.members()) {
            if (member.target().eventStream()) {
                return member;
            }
        }
        return null;
    }
}
