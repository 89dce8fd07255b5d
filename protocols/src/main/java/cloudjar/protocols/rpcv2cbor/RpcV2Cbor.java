package cloudjar.protocols.rpcv2cbor;

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
import cloudjar.protocols.rpc.QueryError;
import cloudjar.protocols.rpc.RpcMessages;
import cloudjar.protocols.text.MalformedValueException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** rpcv2Cbor, as CloudWatch speaks it. */
public final class RpcV2Cbor implements Protocol {
    private final CborFormat format = new CborFormat("application/cbor", CborTime.SECONDS);
    private final RpcMessages messages = new RpcMessages(format);

    @Override
    public ProtocolKind kind() {
        return ProtocolKind.RPC_V2_CBOR;
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
        HttpResponse response = answer(200, requestId);
        if (operation.has(OperationSchema.MODELED_OUTPUT)) {
            messages.encode(output, response);
        }
        return response;
    }

    @Override
    public HttpResponse encode(
            ServiceSchema service, @Nullable OperationSchema operation, ApiException error, String requestId) {
        HttpResponse response = answer(error.status(), requestId).header("Content-Type", format.mediaType());
        QueryError.header(service, error, response);
        ContentBuffer out = new ContentBuffer(256);
        format.encodeError(error, "com.amazonaws." + service.id() + "#" + error.code(), out);
        return response.content(out.array(), out.length());
    }

    private static HttpResponse answer(int status, String requestId) {
        return new HttpResponse(status).header("smithy-protocol", "rpc-v2-cbor").header("x-amzn-RequestId", requestId);
    }
}
