package cloudjar.protocols.restjson;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.Bindings;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.HttpResponse;
import cloudjar.protocols.Protocol;
import cloudjar.protocols.http.RestRequests;
import cloudjar.protocols.http.RestRequests.Negotiation;
import cloudjar.protocols.http.RestResponses;
import cloudjar.protocols.http.RestResponses.EmptyBody;
import cloudjar.protocols.json.JsonFormat;
import cloudjar.protocols.json.JsonMismatch;
import cloudjar.protocols.json.JsonNames;
import cloudjar.protocols.text.AwsTimestamp.Offsets;
import cloudjar.protocols.text.MalformedValueException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** restJson1, as Lambda, API Gateway and many younger services speak it. */
public final class RestJson implements Protocol {
    private final JsonFormat format = new JsonFormat("application/json", JsonNames.JSON, JsonMismatch.CLASS_NAMES);
    private final RestRequests requests = new RestRequests(format, Negotiation.STRICT, Offsets.REFUSED);
    private final RestResponses responses = new RestResponses(format, EmptyBody.WRITTEN);

    @Override
    public ProtocolKind kind() {
        return ProtocolKind.REST_JSON_1;
    }

    @Override
    public Structure decode(OperationSchema operation, HttpRequest request) throws IOException {
        try {
            return requests.decode(operation, request);
        } catch (MalformedValueException malformed) {
            throw new CommonException("SerializationException", 400, malformed.problem());
        }
    }

    @Override
    public HttpResponse encode(OperationSchema operation, Structure output, String requestId) {
        return responses.encode(operation, output).header("x-amzn-RequestId", requestId);
    }

    @Override
    public HttpResponse encode(
            ServiceSchema service, @Nullable OperationSchema operation, ApiException error, String requestId) {
        HttpResponse response = new HttpResponse(error.status())
                .header("x-amzn-RequestId", requestId)
                .header("x-amzn-errortype", error.code())
                .header("Content-Type", format.mediaType());
        RestResponses.headers(error.error(), response);
        ContentBuffer out = new ContentBuffer(256);
        Structure members = error.error();
        format.encodeMembers(members, Bindings.ofResponse(members.schema()), out);
        return response.content(out.array(), out.length());
    }
}
