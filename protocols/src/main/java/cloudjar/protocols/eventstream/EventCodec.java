package cloudjar.protocols.eventstream;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.ErrorTraits;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.Bindings;
import cloudjar.protocols.BodyFormat;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.Defaults;
import cloudjar.protocols.eventstream.EventMessage.Header;
import cloudjar.protocols.text.MalformedValueException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns the events of a stream into messages and back, their payloads in a protocol's own format. */
public final class EventCodec {
    private static final String MESSAGE_TYPE = ":message-type";
    private static final String EVENT_TYPE = ":event-type";
    private static final String EXCEPTION_TYPE = ":exception-type";
    private static final String CONTENT_TYPE = ":content-type";

    private final BodyFormat format;

    public EventCodec(BodyFormat format) {
        this.format = format;
    }

    /** The message for an event: a structure of the event-stream union with one member set. */
    public EventMessage encode(Structure event) {
        Member variant = event.variant();
        if (variant == null) {
            throw new IllegalArgumentException("an event without a member set: " + event.schema());
        }
        Structure value = (Structure) Objects.requireNonNull(event.get(variant));
        return encode(variant, value);
    }

    private EventMessage encode(Member variant, Structure value) {
        List<Header> headers = new ArrayList<>();
        if (variant.target().traits().error() == null) {
            headers.add(new Header(MESSAGE_TYPE, "event"));
            headers.add(new Header(EVENT_TYPE, variant.name()));
        } else {
            headers.add(new Header(MESSAGE_TYPE, "exception"));
            headers.add(new Header(EXCEPTION_TYPE, variant.name()));
        }
        return content(value, headers);
    }

    /**
     * The message that ends a stream with an error: an exception where the union has a member for it, otherwise an error
     * with its code.
     */
    public EventMessage encode(Schema union, ApiException error) {
        for (Member member : union.members()) {
            ErrorTraits traits = member.target().traits().error();
            if (traits != null
                    && member.target().name().equals(error.error().schema().name())) {
                return encode(member, error.error());
            }
        }
        String message = error.getMessage();
        return new EventMessage(
                List.of(
                        new Header(MESSAGE_TYPE, "error"),
                        new Header(":error-code", error.code()),
                        new Header(":error-message", message == null ? "" : message)),
                Bytes.EMPTY);
    }

    /** The message that begins a stream of an RPC protocol, with the members of the output beside the stream. */
    public EventMessage initialResponse(Bytes content) {
        return new EventMessage(
                List.of(
                        new Header(MESSAGE_TYPE, "event"),
                        new Header(EVENT_TYPE, "initial-response"),
                        new Header(CONTENT_TYPE, format.eventMediaType())),
                content);
    }

    /** Whether a message carries the members of the input beside the stream, as the first of an RPC protocol does. */
    static boolean isInitialRequest(EventMessage message) {
        return "initial-request".equals(message.header(EVENT_TYPE));
    }

    private EventMessage content(Structure event, List<Header> headers) {
        Bindings bindings = Bindings.ofEvent(event.schema());
        Member payload = bindings.payload();
        Bytes content = Bytes.EMPTY;
        if (payload != null) {
            Object value = event.get(payload);
            if (value != null) {
                headers.add(new Header(CONTENT_TYPE, mediaType(payload)));
                content = payload(payload, value);
            }
        } else if (!bindings.body().isEmpty()) {
            headers.add(new Header(CONTENT_TYPE, format.eventMediaType()));
            ContentBuffer out = new ContentBuffer(256);
            format.encodeMembers(event, bindings, out);
            content = Bytes.wrap(out.toArray());
        }
        for (Member member : bindings.outside()) {
            Object value = event.get(member);
            if (value != null) {
                headers.add(new Header(member.name(), headerValue(member, value)));
            }
        }
        return new EventMessage(headers, content);
    }

    private String mediaType(Member payload) {
        return switch (payload.target().type()) {
            case BLOB -> "application/octet-stream";
            case STRING -> "text/plain";
            default -> format.eventMediaType();
        };
    }

    private Bytes payload(Member payload, Object value) {
        return switch (value) {
            case Bytes bytes -> bytes;
            case String text -> Bytes.ofUtf8(text);
            default -> {
                ContentBuffer out = new ContentBuffer(256);
                format.encodePayload(payload, value, out);
                yield Bytes.wrap(out.toArray());
            }
        };
    }

    private static Object headerValue(Member member, Object value) {
        return switch (member.target().type()) {
            case BYTE -> ((Integer) value).byteValue();
            case SHORT -> ((Integer) value).shortValue();
            default -> value;
        };
    }

    /**
     * The event in a message.
     *
     * @throws EventStreamException where the message is an exception that the union knows
     * @throws MalformedValueException where it is an error, or none of the union's events
     */
    Structure decode(Schema union, EventMessage message) {
        String type = text(message, MESSAGE_TYPE);
        boolean exception = type.equals("exception");
        if (!exception && !type.equals("event")) {
            throw new MalformedValueException("Event message of type " + type);
        }
        String name = text(message, exception ? EXCEPTION_TYPE : EVENT_TYPE);
        Member variant = union.member(name);
        if (variant == null) {
            throw new MalformedValueException("Unknown event " + name);
        }
        Structure value = event(variant.target(), message);
        if (exception) {
            throw new EventStreamException(value);
        }
        @Nullable Object[] slots = new @Nullable Object[union.memberCount()];
        slots[variant.index()] = value;
        return union.create(slots);
    }

    private Structure event(Schema schema, EventMessage message) {
        Bindings bindings = Bindings.ofEvent(schema);
        @Nullable Object[] slots = new @Nullable Object[schema.memberCount()];
        for (Member member : bindings.outside()) {
            Object value = message.header(member.name());
            if (value != null) {
                slots[member.index()] = memberValue(member, value);
            }
        }
        byte[] content = message.payload().toArray();
        Member payload = bindings.payload();
        if (payload != null && (content.length > 0 || payload.target().type() == ShapeType.BLOB)) {
            slots[payload.index()] = switch (payload.target().type()) {
                case BLOB -> message.payload();
                case STRING -> new String(content, StandardCharsets.UTF_8);
                default -> format.decodePayload(payload, content);
            };
        } else if (payload == null && content.length > 0) {
            format.decodeMembers(schema, bindings, content, slots);
        }
        Defaults.fill(schema, slots);
        return schema.create(slots);
    }

    private static Object memberValue(Member member, Object value) {
        Object converted =
                switch (member.target().type()) {
                    case BOOLEAN -> value instanceof Boolean ? value : null;
                    case BYTE, SHORT, INTEGER -> value instanceof Number number ? exact(number) : null;
                    case LONG -> value instanceof Number number ? number.longValue() : null;
                    case BLOB -> value instanceof Bytes ? value : null;
                    case STRING -> value instanceof String ? value : null;
                    case TIMESTAMP -> value instanceof Instant ? value : null;
                    default -> null;
                };
        if (converted == null) {
            throw new MalformedValueException("Event header " + member.name() + " of a wrong type");
        }
        return converted;
    }

    private static @Nullable Object exact(Number number) {
        return number.longValue() == number.intValue() ? (Integer) number.intValue() : null;
    }

    private static String text(EventMessage message, String header) {
        if (message.header(header) instanceof String text) {
            return text;
        }
        throw new MalformedValueException("Event message without " + header);
    }
}
