package cloudjar.gateway.chain;

import cloudjar.gateway.resolve.UnresolvedException;
import cloudjar.gateway.stage.Admitted;
import cloudjar.gateway.stage.Authenticated;
import cloudjar.gateway.stage.Authorized;
import cloudjar.gateway.stage.Completed;
import cloudjar.gateway.stage.Decoded;
import cloudjar.gateway.stage.Resolved;
import cloudjar.gateway.stage.Stage;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;
import org.jspecify.annotations.Nullable;

/** How far one call has come, for those who end it: they must answer whatever is known. Used by one thread. */
final class Trail {
    private @Nullable Resolved resolved;
    private @Nullable Call call;
    private @Nullable OperationSchema known;
    private @Nullable Structure input;
    private @Nullable Structure output;
    private String service = "";
    private String operation = "";

    void reached(Stage stage) {
        switch (stage) {
            case Resolved reached -> {
                resolved = reached;
                named(reached.operation());
            }
            case Authenticated reached -> call = reached.call();
            case Decoded reached -> {
                call = reached.call();
                input = reached.input();
                named(reached.operation());
            }
            case Completed reached -> output = reached.output();
            case Admitted _, Authorized _ -> {}
        }
    }

    private void named(OperationSchema operationKnown) {
        known = operationKnown;
        service = operationKnown.service().id();
        operation = operationKnown.name();
    }

    /** Notes what was meant by a request that means no operation that could answer. */
    void unresolved(UnresolvedException meant) {
        service = meant.service();
        operation = meant.operation();
    }

    /** Null for a call between services, and where no operation was found. */
    @Nullable
    Resolved resolved() {
        return resolved;
    }

    /** Null where it is not known who calls. */
    @Nullable
    Call call() {
        return call;
    }

    /** Null where none was found. */
    @Nullable
    OperationSchema known() {
        return known;
    }

    /** Null where the call ended before it was understood. */
    @Nullable
    Structure input() {
        return input;
    }

    /** Null where the service has not answered. */
    @Nullable
    Structure output() {
        return output;
    }

    /** Empty where none was found. */
    String service() {
        return service;
    }

    /** Empty where none was found. */
    String operation() {
        return operation;
    }
}
