package cloudjar.protocols.awsjson;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.HttpResponse;
import cloudjar.protocols.Protocol;
import cloudjar.protocols.cbor.CborFormat;
import cloudjar.protocols.cbor.CborTime;
import cloudjar.protocols.json.JsonFormat;
import cloudjar.protocols.json.JsonMismatch;
import cloudjar.protocols.json.JsonNames;
import cloudjar.protocols.rpc.QueryError;
import cloudjar.protocols.rpc.RpcFormat;
import cloudjar.protocols.rpc.RpcMessages;
import cloudjar.protocols.text.MalformedValueException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** awsJson1.0 and 1.1, as DynamoDB, SQS and most older services speak it. */
public final class AwsJson implements Protocol {
    private final ProtocolKind kind;
    private final RpcFormat format;
    private final RpcMessages messages;

    private AwsJson(ProtocolKind kind, RpcFormat format) {
        this.kind = kind;
        this.format = format;
        this.messages = new RpcMessages(format);
    }

    /** awsJson1.0. */
    public static AwsJson version10() {
        return new AwsJson(ProtocolKind.AWS_JSON_1_0, json("application/x-amz-json-1.0"));
    }

    /** awsJson1.1. */
    public static AwsJson version11() {
        return new AwsJson(ProtocolKind.AWS_JSON_1_1, json("application/x-amz-json-1.1"));
    }

    /** awsJson1.1 with CBOR bodies, in which some SDKs speak to Kinesis. */
    public static AwsJson version11Cbor() {
        return new AwsJson(
                ProtocolKind.AWS_JSON_1_1, new CborFormat("application/x-amz-cbor-1.1", CborTime.MILLISECONDS));
    }

    private static JsonFormat json(String mediaType) {
        return new JsonFormat(mediaType, JsonNames.MODEL, JsonMismatch.TOKEN_NAMES);
    }

    @Override
    public ProtocolKind kind() {
        return kind;
    }

    @Override
    public Structure decode(OperationSchema operation, HttpRequest request) throws IOException {
        try {
            return messages.decode(operation, request);
        } catch (MalformedValueException malformed) {
            throw new CommonException("SerializationException", 400, malformed.problem());
        }
    }

    @Override
    public HttpResponse encode(OperationSchema operation, Structure output, String requestId) {
        HttpResponse response = new HttpResponse(200).header("x-amzn-RequestId", requestId);
        if (operation.has(OperationSchema.MODELED_OUTPUT)) {
            messages.encode(output, response);
        } else {
            response.header("Content-Type", format.mediaType());
        }
        return checksummed(operation.service(), response);
    }

    @Override
    public HttpResponse encode(
            ServiceSchema service, @Nullable OperationSchema operation, ApiException error, String requestId) {
        HttpResponse response = new HttpResponse(error.status())
                .header("x-amzn-RequestId", requestId)
                .header("Content-Type", format.mediaType());
        QueryError.header(service, error, response);
        ContentBuffer out = new ContentBuffer(256);
        String type = kind == ProtocolKind.AWS_JSON_1_0 ? ErrorType.of(service, error) : error.code();
        format.encodeError(error, type, out);
        return checksummed(service, response.content(out.array(), out.length()));
    }

    private static HttpResponse checksummed(ServiceSchema service, HttpResponse response) {
        if (response.writer() == null && DynamoDb.is(service)) {
            DynamoDb.headers(response);
        }
        return response;
    }
}
