package cloudjar.protocols.http;

import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.Bindings;
import cloudjar.protocols.BodyFormat;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.HttpResponse;

/** Writes the answers of a protocol with HTTP bindings. Safe for any number of threads. */
public final class RestResponses {
    /** What an answer holds whose output has no member in the body. */
    public enum EmptyBody {
        /** The format's empty structure, as restJson1 answers. */
        WRITTEN,
        /** Nothing, as restXml answers. */
        ABSENT
    }

    private final BodyFormat format;
    private final EmptyBody emptyBody;

    public RestResponses(BodyFormat format, EmptyBody emptyBody) {
        this.format = format;
        this.emptyBody = emptyBody;
    }

    /** An answer with the output's status, headers and content. */
    public HttpResponse encode(OperationSchema operation, Structure structure) {
        Bindings bindings = Bindings.ofResponse(structure.schema());
        HttpResponse response = new HttpResponse(ResponseParts.status(structure, bindings, operation.status()));
        ResponseParts.write(structure, bindings, response);
        Member payload = bindings.payload();
        if (payload != null) {
            Object value = structure.get(payload);
            if (value != null) {
                Payload.write(payload, value, response, format);
            }
        } else if (!bindings.body().isEmpty() || writesEmptyBody(operation)) {
            if (response.header("Content-Type") == null) {
                response.header("Content-Type", format.mediaType());
            }
            ContentBuffer out = new ContentBuffer(512);
            format.encodeMembers(structure, bindings, out);
            response.content(out.array(), out.length());
        }
        return response;
    }

    private boolean writesEmptyBody(OperationSchema operation) {
        return emptyBody == EmptyBody.WRITTEN && operation.has(OperationSchema.MODELED_OUTPUT);
    }

    /** Adds the headers that the members of an error give, to an answer whose body the protocol writes itself. */
    public static void headers(Structure error, HttpResponse response) {
        ResponseParts.write(error, Bindings.ofResponse(error.schema()), response);
    }
}
