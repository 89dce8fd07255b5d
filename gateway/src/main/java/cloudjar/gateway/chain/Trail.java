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
import org.jspecify.annotations.Nullable;

/** How far one call has come, for those who end it: they must answer whatever is known. Used by one thread. */
final class Trail {
    private @Nullable Resolved resolved;
    private @Nullable Call call;
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
                named(reached.operation());
            }
            case Admitted _, Authorized _, Completed _ -> {}
        }
    }

    private void named(OperationSchema known) {
        service = known.service().id();
        operation = known.name();
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

    /** Empty where none was found. */
    String service() {
        return service;
    }

    /** Empty where none was found. */
    String operation() {
        return operation;
    }
}
