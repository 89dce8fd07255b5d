package cloudjar.protocols;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.kernel.shape.Structure;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One wire protocol, server side. Stateless and safe for any number of threads.
 *
 * <p>Decoding checks form only (that a number is a number); whether values keep the model's constraints is
 * {@code cloudjar.kernel.shape.Validator}'s question.
 */
public interface Protocol {
    ProtocolKind kind();

    /**
     * Reads the input of {@code operation} from a request. Members that the schema does not know are passed over. A
     * streaming member is a {@link cloudjar.kernel.shape.Body} over the request's own stream, not yet read.
     *
     * @throws cloudjar.kernel.shape.CommonException {@code SerializationException} (or the protocol's own code) where the
     *     request cannot be read as this operation's input
     * @throws IOException where the connection fails
     */
    Structure decode(OperationSchema operation, HttpRequest request) throws IOException;

    /** Writes an answer. */
    HttpResponse encode(OperationSchema operation, Structure output, String requestId);

    /**
     * Writes an error in this protocol's form.
     *
     * @param operation null where the request named none that exists
     */
    HttpResponse encode(
            ServiceSchema service, @Nullable OperationSchema operation, ApiException error, String requestId);
}
