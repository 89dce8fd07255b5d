package cloudjar.services.lambda;

import cloudjar.api.sts.AssumeRoleRequest;
import cloudjar.api.sts.AssumeRoleResponse;
import cloudjar.api.sts.AssumedRoleUser;
import cloudjar.api.sts.Credentials;
import cloudjar.api.sts.Sts;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Takes on the execution roles of functions, as Lambda, and keeps their sessions while they are good. Thread-safe. */
final class Roles {
    static final String SERVICE = "lambda.amazonaws.com";
    private static final int SESSION_SECONDS = 3600;
    private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(20);
    private static final int SESSIONS_MAX = 10_000;
    private static final int SESSION_NAME_MAX = 64;

    private final Cloud cloud;

    Roles(Cloud cloud) {
        this.cloud = cloud;
    }

    /** A role taken on. */
    record RoleSession(Credentials credentials, Principal principal) {
        Instant ends() {
            return credentials.expiration();
        }
    }

    /** The sessions of a world. */
    private static final class Sessions {
        private final Map<String, RoleSession> byFunction = new ConcurrentHashMap<>();
    }

    /** Refuses a role that Lambda may not take on. */
    void check(String role, Call call) {
        if (role.isEmpty()) {
            throw LambdaErrors.roleCannotBeAssumed();
        }
        RoleSession unused = assume(role, "awslambda_check", call);
    }

    /** A session of a function's role that is good for a while. */
    RoleSession session(FunctionName name, String role, Call call) {
        World world = call.world();
        Map<String, RoleSession> known = world.derived(Sessions.class, Sessions::new).byFunction;
        String key = name.functionArn() + " " + role;
        RoleSession session = known.get(key);
        if (session != null
                && session.ends()
                        .minus(RENEWED_BEFORE_END)
                        .isAfter(world.clock().now())) {
            return session;
        }
        RoleSession fresh = assume(role, name.name(), call);
        if (known.size() >= SESSIONS_MAX) {
            known.clear();
        }
        known.put(key, fresh);
        return fresh;
    }

    private RoleSession assume(String role, String sessionName, Call call) {
        String account = Arn.parse(role).map(Arn::account).orElse(call.account());
        String session = sessionName.length() < 2
                ? sessionName + "-"
                : sessionName.substring(0, Math.min(SESSION_NAME_MAX, sessionName.length()));
        try {
            AssumeRoleResponse answer = cloud.client(Sts.API)
                    .assumeRole(
                            AssumeRoleRequest.builder()
                                    .roleArn(role)
                                    .roleSessionName(session)
                                    .durationSeconds(SESSION_SECONDS)
                                    .build(),
                            call.in(account, call.region()).as(new Principal.Service(SERVICE)));
            AssumedRoleUser user = Objects.requireNonNull(answer.assumedRoleUser());
            Principal principal = new Principal.AssumedRole(
                    account,
                    Arn.parse(user.arn()).orElseThrow(),
                    user.assumedRoleId().split(":", -1)[0],
                    session);
            return new RoleSession(Objects.requireNonNull(answer.credentials()), principal);
        } catch (ApiException e) {
            throw LambdaErrors.roleCannotBeAssumed();
        }
    }
}
