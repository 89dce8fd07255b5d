package cloudjar.protocols.restxml;

import cloudjar.kernel.shape.ApiException;
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
import cloudjar.protocols.text.AwsTimestamp.Offsets;
import cloudjar.protocols.text.MalformedValueException;
import cloudjar.protocols.xml.XmlStructureReader;
import cloudjar.protocols.xml.XmlStructureWriter;
import cloudjar.protocols.xml.XmlWriter;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The restXml protocol (S3, Route 53, CloudFront, S3 Control). An answer whose output has no member in the body is empty;
 * so is every answer to HEAD, and one with status 204 or 304. ETags and other header values pass as they are.
 */
public final class RestXml implements Protocol {
    static final String CONTENT_TYPE = "application/xml";

    private static final byte[] EMPTY = {};
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final XmlStructureReader reader = new XmlStructureReader();
    private final ConcurrentMap<ServiceSchema, Codec> codecs = new ConcurrentHashMap<>();

    @Override
    public ProtocolKind kind() {
        return ProtocolKind.REST_XML;
    }

    @Override
    public Structure decode(OperationSchema operation, HttpRequest request) throws IOException {
        Codec codec = codec(operation.service());
        try {
            return codec.requests().decode(operation, request);
        } catch (MalformedValueException e) {
            throw codec.dialect().malformedArgument(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public HttpResponse encode(OperationSchema operation, Structure output, String requestId) {
        Codec codec = codec(operation.service());
        HttpResponse response = codec.responses().encode(operation, output);
        codec.dialect().requestId(response, requestId);
        if (response.status() == NO_CONTENT) {
            response.headers().removeIf(header -> header.name().equals("Content-Type"));
            return response.content(EMPTY);
        }
        boolean untyped = response.header("Content-Type") == null
                && operation.has(OperationSchema.MODELED_OUTPUT)
                && Bindings.ofResponse(operation.output()).payload() == null;
        if (untyped && codec.dialect().typesEmptyAnswers()) {
            response.header("Content-Type", CONTENT_TYPE);
        }
        return response;
    }

    @Override
    public HttpResponse encode(
            ServiceSchema service, @Nullable OperationSchema operation, ApiException error, String requestId) {
        Codec codec = codec(service);
        RestXmlDialect dialect = codec.dialect();
        HttpResponse response = new HttpResponse(error.status());
        dialect.requestId(response, requestId);
        RestResponses.headers(error.error(), response);
        boolean head = operation != null && operation.method().equals("HEAD");
        if (!head && error.status() != NO_CONTENT && error.status() != NOT_MODIFIED) {
            ContentBuffer content = new ContentBuffer(512);
            dialect.error(new XmlWriter(content).prolog(), codec.writer(), service.facts(), error, requestId);
            response.header("Content-Type", CONTENT_TYPE).content(content.array(), content.length());
        }
        return response;
    }

    private Codec codec(ServiceSchema service) {
        Codec known = codecs.get(service);
        return known != null ? known : codecs.computeIfAbsent(service, this::newCodec);
    }

    private Codec newCodec(ServiceSchema service) {
        RestXmlDialect dialect = RestXmlDialect.of(service.facts());
        XmlStructureWriter writer = new XmlStructureWriter(dialect.dateTimes());
        XmlBodies bodies = new XmlBodies(reader, writer, service.facts());
        return new Codec(
                dialect,
                writer,
                new RestRequests(bodies, Negotiation.LENIENT, Offsets.ALLOWED),
                new RestResponses(bodies, EmptyBody.ABSENT));
    }

    /** What this protocol keeps per service. */
    private record Codec(
            RestXmlDialect dialect, XmlStructureWriter writer, RestRequests requests, RestResponses responses) {}
}
