package cloudjar.kernel.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One operation of a service's model. Immutable. */
public final class OperationSchema {
    /** AWS answers it without a signature, such as {@code AssumeRoleWithWebIdentity}. */
    public static final int UNSIGNED = 1;
    /** The body must come with a checksum. */
    public static final int CHECKSUM_REQUIRED = 1 << 1;
    /** Clients may send the body gzipped. */
    public static final int COMPRESSED = 1 << 2;
    /** The model has an input shape; otherwise {@link #input()} is made up and empty. */
    public static final int MODELED_INPUT = 1 << 3;
    /** The model has an output shape; otherwise {@link #output()} is made up and empty. */
    public static final int MODELED_OUTPUT = 1 << 4;

    private final ServiceSchema service;
    private final int index;
    private final String name;
    private final String method;
    private final UriPattern uri;
    private final int status;
    private final int input;
    private final int output;
    private final int[] errors;
    private final int flags;
    private final @Nullable String resultWrapper;
    private final @Nullable String inputXmlName;
    private final @Nullable XmlNamespace inputXmlNamespace;
    private final @Nullable String hostPrefix;
    private final @Nullable String checksumMember;

    OperationSchema(
            ServiceSchema service,
            int index,
            String name,
            String method,
            UriPattern uri,
            int status,
            int input,
            int output,
            int[] errors,
            int flags,
            @Nullable String resultWrapper,
            @Nullable String inputXmlName,
            @Nullable XmlNamespace inputXmlNamespace,
            @Nullable String hostPrefix,
            @Nullable String checksumMember) {
        this.service = service;
        this.index = index;
        this.name = name;
        this.method = method;
        this.uri = uri;
        this.status = status;
        this.input = input;
        this.output = output;
        this.errors = errors;
        this.flags = flags;
        this.resultWrapper = resultWrapper;
        this.inputXmlName = inputXmlName;
        this.inputXmlNamespace = inputXmlNamespace;
        this.hostPrefix = hostPrefix;
        this.checksumMember = checksumMember;
    }

    public ServiceSchema service() {
        return service;
    }

    /** The position among {@link ServiceSchema#operations()}. */
    public int index() {
        return index;
    }

    /** The operation's name, such as {@code SendMessage}. */
    public String name() {
        return name;
    }

    /** The HTTP method. */
    public String method() {
        return method;
    }

    public UriPattern uri() {
        return uri;
    }

    /** The HTTP status of success. */
    public int status() {
        return status;
    }

    public Schema input() {
        return service.shape(input);
    }

    public Schema output() {
        return service.shape(output);
    }

    /** The errors that the operation declares. */
    public List<Schema> errors() {
        Schema[] result = new Schema[errors.length];
        for (int i = 0; i < errors.length; i++) {
            result[i] = service.shape(errors[i]);
        }
        return List.of(result);
    }

    /** Whether a flag of this class is set. */
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The element that wraps the result in the query protocol; null where there is none. */
    public @Nullable String resultWrapper() {
        return resultWrapper;
    }

    /** The root element of the input in restXml where the model names one; otherwise null. */
    public @Nullable String inputXmlName() {
        return inputXmlName;
    }

    public @Nullable XmlNamespace inputXmlNamespace() {
        return inputXmlNamespace;
    }

    /** What clients put before the host name, with labels in braces; null where nothing. */
    public @Nullable String hostPrefix() {
        return hostPrefix;
    }

    /** The input member that names the checksum algorithm; null where there is none. */
    public @Nullable String checksumMember() {
        return checksumMember;
    }

    @Override
    public String toString() {
        return service.id() + ":" + name;
    }
}
