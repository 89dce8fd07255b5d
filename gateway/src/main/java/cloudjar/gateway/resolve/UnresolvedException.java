package cloudjar.gateway.resolve;

import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceSchema;

/** A request that means no operation that could answer: what to say instead, and in which form. */
public final class UnresolvedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient CommonException error;
    private final transient ServiceSchema form;
    private final ProtocolKind protocol;
    private final String service;
    private final String operation;

    UnresolvedException(
            CommonException error, ServiceSchema form, ProtocolKind protocol, String service, String operation) {
        super(error.getMessage(), null, false, false);
        this.error = error;
        this.form = form;
        this.protocol = protocol;
        this.service = service;
        this.operation = operation;
    }

    /** The answer. */
    public CommonException error() {
        return error;
    }

    /** The service in whose form it is written: the one that was meant, or one that speaks the same protocol. */
    public ServiceSchema form() {
        return form;
    }

    /** The protocol in which the caller can read it. */
    public ProtocolKind protocol() {
        return protocol;
    }

    /** The service that was meant; empty where none is known. */
    public String service() {
        return service;
    }

    /** The operation that was meant; empty where none is known. */
    public String operation() {
        return operation;
    }
}
