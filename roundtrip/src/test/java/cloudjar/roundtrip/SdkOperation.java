package cloudjar.roundtrip;

import cloudjar.kernel.shape.Bytes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/**
 * One operation of a client.
 *
 * @param method takes the request, then the content where it streams in, then a transformer where it streams out
 */
record SdkOperation(Method method, Class<?> request, Class<?> response) {
    /**
     * An answer as the client gives it.
     *
     * @param content what streamed; null where nothing does
     */
    record Answer(SdkPojo response, @Nullable Bytes content) {}

    /** The client's operation of this name; empty where it has none, as for operations over event streams. */
    static Optional<SdkOperation> find(Class<? extends SdkClient> client, String name) {
        for (Method method : client.getMethods()) {
            Class<?>[] parameters = method.getParameterTypes();
            if (parameters.length > 0
                    && SdkRequest.class.isAssignableFrom(parameters[0])
                    && parameters[0].getSimpleName().equalsIgnoreCase(name + "Request")
                    && method.getName().equalsIgnoreCase(name)
                    && streamsAreWhole(parameters)
                    && (parameters.length > 1 || SdkPojo.class.isAssignableFrom(method.getReturnType()))) {
                return Optional.of(new SdkOperation(method, parameters[0], responseOf(parameters[0])));
            }
        }
        return Optional.empty();
    }

    private static boolean streamsAreWhole(Class<?>[] parameters) {
        for (int i = 1; i < parameters.length; i++) {
            if (parameters[i] != RequestBody.class && parameters[i] != ResponseTransformer.class) {
                return false;
            }
        }
        return true;
    }

    private static Class<?> responseOf(Class<?> request) {
        String name = request.getName();
        try {
            return Class.forName(name.substring(0, name.length() - "Request".length()) + "Response");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no response class for " + name, e);
        }
    }

    /** A new builder of requests. */
    SdkPojo requestBuilder() {
        return builder(request);
    }

    /** A new builder of responses. */
    SdkPojo responseBuilder() {
        return builder(response);
    }

    private static SdkPojo builder(Class<?> type) {
        try {
            return (SdkPojo) type.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no builder of " + type, e);
        }
    }

    /**
     * Calls it.
     *
     * @param content what streams in, for operations that take it
     */
    Answer call(SdkClient client, SdkPojo input, Bytes content) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(input);
        for (Class<?> parameter : method.getParameterTypes()) {
            if (parameter == RequestBody.class) {
                arguments.add(RequestBody.fromBytes(content.toArray()));
            } else if (parameter == ResponseTransformer.class) {
                arguments.add(ResponseTransformer.toBytes());
            }
        }
        Object answer = invoke(client, arguments);
        return answer instanceof ResponseBytes<?> streamed
                ? new Answer((SdkPojo) streamed.response(), Bytes.wrap(streamed.asByteArray()))
                : new Answer((SdkPojo) answer, null);
    }

    private Object invoke(SdkClient client, List<Object> arguments) {
        try {
            return method.invoke(client, arguments.toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
