package cloudjar.protocols.http;

import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.EventStream;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.protocols.BodyFormat;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.HttpResponse;
import cloudjar.protocols.eventstream.EventCodec;
import cloudjar.protocols.eventstream.EventMessage;
import cloudjar.protocols.eventstream.ReceivedEvents;
import cloudjar.protocols.eventstream.SentEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A member that is the whole body: bytes, text, a stream, or structured content. */
final class Payload {
    private Payload() {}

    /** The content type of this payload; null where any will do. */
    static @Nullable String mediaType(Member member, BodyFormat format) {
        Schema schema = member.target();
        if (schema.eventStream()) {
            return EventMessage.MEDIA_TYPE;
        }
        String own = schema.traits().mediaType();
        if (own != null) {
            return own;
        }
        return switch (schema.type()) {
            case BLOB -> null;
            case STRING -> "text/plain";
            default -> format.mediaType();
        };
    }

    static @Nullable Object read(Member member, HttpRequest request, BodyFormat format) throws IOException {
        Schema schema = member.target();
        if (schema.eventStream()) {
            return new ReceivedEvents(request.body(), new EventCodec(format), schema);
        }
        if (schema.streaming()) {
            return request.contentLength() == 0 ? null : Body.of(request.body(), request.contentLength());
        }
        byte[] content = request.bytes();
        if (content.length == 0) {
            return null;
        }
        return switch (schema.type()) {
            case BLOB -> Bytes.wrap(content);
            case STRING -> new String(content, StandardCharsets.UTF_8);
            default -> format.decodePayload(member, content);
        };
    }

    /** Makes {@code value} the content of the answer and names its type unless a header has already. */
    static void write(Member member, Object value, HttpResponse response, BodyFormat format) {
        if (response.header("Content-Type") == null) {
            String type = mediaType(member, format);
            response.header("Content-Type", type == null ? "application/octet-stream" : type);
        }
        switch (value) {
            case Body stream -> response.content(stream);
            case EventStream events ->
                response.content(new SentEvents(events, new EventCodec(format), member.target(), null));
            case Bytes bytes -> response.content(bytes.toArray());
            case String text -> response.content(text.getBytes(StandardCharsets.UTF_8));
            default -> {
                ContentBuffer out = new ContentBuffer(512);
                format.encodePayload(member, value, out);
                response.content(out.array(), out.length());
            }
        }
    }
}
