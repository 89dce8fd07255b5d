package cloudjar.services.s3;

import cloudjar.api.sts.AssumeRoleRequest;
import cloudjar.api.sts.Sts;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls that S3 makes as a role which a bucket's owner has given it. A session of the role serves for as long as it lasts: to
 * assume the role anew for each object would fill the world with sessions.
 */
final class RoleCalls {
    private static final String SESSION_NAME = "s3-replication";
    private static final int SESSIONS_MAX = 1000;
    private static final Duration LEFT_MIN = Duration.ofMinutes(1);

    private final Cloud cloud;
    private final Credentials credentials;

    RoleCalls(Cloud cloud, Credentials credentials) {
        this.cloud = cloud;
        this.credentials = credentials;
    }

    /** The sessions of one world, by bucket and role. */
    private static final class Sessions {
        private final Map<String, Credential> open = new ConcurrentHashMap<>();
    }

    /**
     * A call of the role, on a bucket's behalf.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is no such role, or where it does not trust S3
     */
    Call of(World world, S3Bucket bucket, String role) {
        Instant now = world.clock().now();
        Call own = ServiceCalls.of(
                world, bucket, EventCause.SERVICE, now, world.ids().uuid());
        Sessions sessions = world.derived(Sessions.class, Sessions::new);
        String name = bucket.name() + " " + role;
        Credential known = sessions.open.get(name);
        if (known == null || !lasts(world, known, now)) {
            known = assume(own, role);
            if (sessions.open.size() >= SESSIONS_MAX) {
                sessions.open.clear();
            }
            sessions.open.put(name, known);
        }
        return own.as(known.principal()).signedBy(known);
    }

    /** Whether a session is still there, in a world that may have been reset, and does not end during the call. */
    private boolean lasts(World world, Credential session, Instant now) {
        return session.expires() != null
                && session.expires().isAfter(now.plus(LEFT_MIN))
                && credentials.find(world, session.accessKeyId()) != null;
    }

    private Credential assume(Call call, String role) {
        AssumeRoleRequest request = AssumeRoleRequest.builder()
                .roleArn(role)
                .roleSessionName(SESSION_NAME)
                .build();
        var made = Objects.requireNonNull(
                cloud.client(Sts.API).assumeRole(request, call).credentials());
        return Objects.requireNonNull(credentials.find(call.world(), made.accessKeyId()), "a session without a key");
    }
}
