package cloudjar.kernel.call;

import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.shape.StructureFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The generated facts of one service's typed API: its schema, how to call an implementation, and how to make a client.
 * One instance per service, found as the constant {@code API} of the service's interface.
 *
 * @param <S> the generated interface, with one method per operation
 */
public abstract class ServiceApi<S> {
    private final String id;
    private final Class<S> type;
    private volatile @Nullable ServiceSchema schema;

    protected ServiceApi(String id, Class<S> type) {
        this.id = id;
        this.type = type;
    }

    /** The service's name in cloudjar, such as {@code sqs}. */
    public final String id() {
        return id;
    }

    /** The generated interface. */
    public final Class<S> type() {
        return type;
    }

    /** The service's schema, read on first use. */
    public final ServiceSchema schema() {
        ServiceSchema known = schema;
        if (known == null) {
            synchronized (this) {
                known = schema;
                if (known == null) {
                    schema = known = open();
                }
            }
        }
        return known;
    }

    private ServiceSchema open() {
        String resource = "/cloudjar/api/" + id + ".model";
        try (InputStream in = type.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no compiled model " + resource);
            }
            return ServiceSchema.open(in.readAllBytes(), factory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the generated structures. */
    protected abstract StructureFactory factory();

    /** The name of the Java method for the operation. */
    public abstract String methodName(OperationSchema operation);

    /** Calls the operation's method on an implementation. */
    public abstract Structure invoke(S service, OperationSchema operation, Structure input, Call call);

    /** A client whose every method goes through {@code invoker}. */
    public abstract S client(Invoker invoker);
}
