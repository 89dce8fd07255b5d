package cloudjar.services.lambda;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.RoleSessions;
import java.time.Duration;

/** Takes on the execution roles of functions, as Lambda. Thread-safe. */
final class Roles {
    static final String SERVICE = "lambda.amazonaws.com";

    /** A function that begins with a session may run for a quarter of an hour. */
    private static final Duration USE = Duration.ofMinutes(20);

    private static final int SESSION_NAME_MAX = 64;

    private final RoleSessions sessions;

    Roles(Wiring wiring) {
        this.sessions = new RoleSessions(wiring.cloud(), wiring.credentials(), USE);
    }

    /** Refuses a role that Lambda may not take on. */
    void check(String role, Call call) {
        if (role.isEmpty()) {
            throw LambdaErrors.roleCannotBeAssumed();
        }
        try {
            Credential unused = sessions.assume(role, "awslambda_check", asLambda(call));
        } catch (ApiException e) {
            throw LambdaErrors.roleCannotBeAssumed();
        }
    }

    /** A session of a function's role that is good for a while. */
    Credential session(FunctionName name, String role, Call call) {
        String function = name.name();
        String session = function.length() < 2
                ? function + "-"
                : function.substring(0, Math.min(SESSION_NAME_MAX, function.length()));
        try {
            return sessions.session(role, session, asLambda(call));
        } catch (ApiException e) {
            throw LambdaErrors.roleCannotBeAssumed();
        }
    }

    private static Call asLambda(Call call) {
        return call.as(new Principal.Service(SERVICE));
    }
}
