package cloudjar.protocols.awsjson;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.ErrorTraits;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.Defaults;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.HttpResponse;
import cloudjar.protocols.Protocol;
import cloudjar.protocols.json.JsonFormat;
import cloudjar.protocols.json.JsonNames;
import cloudjar.protocols.text.MalformedValueException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** awsJson1.0 and 1.1, as DynamoDB, SQS and most older services speak it. */
public final class AwsJsonProtocol implements Protocol {
    private final ProtocolKind kind;
    private final JsonFormat format;

    /** @param kind {@code AWS_JSON_1_0} or {@code AWS_JSON_1_1} */
    public AwsJsonProtocol(ProtocolKind kind) {
        this.kind = kind;
        String version =
                switch (kind) {
                    case AWS_JSON_1_0 -> "1.0";
                    case AWS_JSON_1_1 -> "1.1";
                    default -> throw new IllegalArgumentException("no version of awsJson: " + kind);
                };
        this.format = new JsonFormat("application/x-amz-json-" + version, JsonNames.MODEL);
    }

    @Override
    public ProtocolKind kind() {
        return kind;
    }

    @Override
    public Structure decode(OperationSchema operation, HttpRequest request) throws IOException {
        byte[] content = request.bytes();
        if (content.length == 0) {
            @Nullable Object[] slots = new @Nullable Object[operation.input().memberCount()];
            Defaults.fill(operation.input(), slots);
            return operation.input().create(slots);
        }
        try {
            return format.decode(operation.input(), content);
        } catch (MalformedValueException malformed) {
            throw new CommonException("SerializationException", 400, malformed.problem());
        }
    }

    @Override
    public HttpResponse encode(OperationSchema operation, Structure output, String requestId) {
        HttpResponse response =
                new HttpResponse(200).header("x-amzn-RequestId", requestId).header("Content-Type", format.mediaType());
        if (!operation.has(OperationSchema.MODELED_OUTPUT)) {
            return response;
        }
        ContentBuffer out = new ContentBuffer(512);
        format.encode(output, out);
        return response.content(out.array(), out.length());
    }

    @Override
    public HttpResponse encode(
            ServiceSchema service, @Nullable OperationSchema operation, ApiException error, String requestId) {
        HttpResponse response = new HttpResponse(error.status())
                .header("x-amzn-RequestId", requestId)
                .header("Content-Type", format.mediaType());
        ErrorTraits traits = error.traits();
        if (service.facts().queryCompatible()) {
            response.header(
                    "x-amzn-query-error", traits.queryCode() + (traits.senderFault() ? ";Sender" : ";Receiver"));
        }
        ContentBuffer out = new ContentBuffer(256);
        format.encodeError(error.error(), ErrorType.of(service, error), null, out);
        return response.content(out.array(), out.length());
    }
}
