package cloudjar.protocols.http;

import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.Bindings;
import cloudjar.protocols.BodyFormat;
import cloudjar.protocols.Defaults;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.http.RequestParts.EmptyNumbers;
import cloudjar.protocols.text.AwsTimestamp.Offsets;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the requests of a protocol with HTTP bindings. Safe for any number of threads. */
public final class RestRequests {
    /** How much a protocol minds about content types. */
    public enum Negotiation {
        /** Wrong types are refused with 415 and 406, as restJson1 does. */
        STRICT,
        /** Types are not looked at, and a number that is not there is none, as in restXml. */
        LENIENT
    }

    private final BodyFormat format;
    private final Negotiation negotiation;
    private final Offsets offsets;

    /**
     * @param format of structured content
     * @param offsets whether timestamps outside the body may have an offset from UTC
     */
    public RestRequests(BodyFormat format, Negotiation negotiation, Offsets offsets) {
        this.format = format;
        this.negotiation = negotiation;
        this.offsets = offsets;
    }

    /**
     * Reads the input of {@code operation}; members with a default that the request lacks have their default.
     *
     * @throws CommonException 415 or 406 where the content types do not fit
     * @throws cloudjar.protocols.text.MalformedValueException where a part of the request cannot be read
     */
    public Structure decode(OperationSchema operation, HttpRequest request) throws IOException {
        Schema input = operation.input();
        Bindings bindings = Bindings.ofRequest(input);
        if (negotiation == Negotiation.STRICT) {
            requireAcceptable(operation, request);
        }
        @Nullable Object[] slots = new @Nullable Object[input.memberCount()];
        EmptyNumbers empty = negotiation == Negotiation.LENIENT ? EmptyNumbers.ABSENT : EmptyNumbers.MALFORMED;
        RequestParts.read(operation, bindings, request, slots, offsets, empty);
        Member payload = bindings.payload();
        if (payload != null) {
            slots[payload.index()] = Payload.read(payload, request, format);
            if (slots[payload.index()] != null) {
                requirePayloadType(payload, bindings, request);
            }
        } else if (!bindings.body().isEmpty()) {
            byte[] content = request.bytes();
            if (content.length > 0) {
                requireType(format.mediaType(), request);
                format.decodeMembers(input, bindings, content, slots);
            }
        } else if (negotiation == Negotiation.STRICT
                && !(operation.has(OperationSchema.MODELED_INPUT) && input.memberCount() == 0)
                && request.header("Content-Type") != null
                && !RequestParts.bindsHeader(bindings, "Content-Type")
                && request.bytes().length > 0) {
            throw unsupported();
        }
        Defaults.fill(input, slots);
        return input.create(slots);
    }

    private void requirePayloadType(Member payload, Bindings bindings, HttpRequest request) {
        String type = Payload.mediaType(payload, format);
        // A payload without a type of its own is read whatever it is called; so is one whose type a member takes.
        if (type != null && !payload.target().eventStream() && !RequestParts.bindsHeader(bindings, "Content-Type")) {
            requireType(type, request);
        }
    }

    private void requireType(String type, HttpRequest request) {
        if (negotiation == Negotiation.LENIENT) {
            return;
        }
        String header = request.header("Content-Type");
        if (header == null || !matches(type, MediaType.essence(header))) {
            throw unsupported();
        }
    }

    private boolean matches(String type, String sent) {
        // Older SDKs send the JSON of REST services under the type of the RPC protocol.
        return sent.equals(type) || type.equals("application/json") && sent.startsWith("application/x-amz-json-1.");
    }

    private void requireAcceptable(OperationSchema operation, HttpRequest request) {
        String accept = request.header("Accept");
        if (accept == null || RequestParts.bindsHeader(Bindings.ofRequest(operation.input()), "Accept")) {
            return;
        }
        Bindings answer = Bindings.ofResponse(operation.output());
        Member payload = answer.payload();
        String type = payload != null
                ? Payload.mediaType(payload, format)
                : operation.has(OperationSchema.MODELED_OUTPUT) ? format.mediaType() : null;
        if (type != null && !RequestParts.bindsHeader(answer, "Content-Type") && !MediaType.accepts(accept, type)) {
            throw new CommonException("NotAcceptableException", 406, "");
        }
    }

    private static CommonException unsupported() {
        return new CommonException("UnsupportedMediaTypeException", 415, "");
    }
}
