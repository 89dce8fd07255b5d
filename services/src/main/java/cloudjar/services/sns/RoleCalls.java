package cloudjar.services.sns;

import cloudjar.api.sts.AssumeRoleRequest;
import cloudjar.api.sts.Sts;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls that SNS makes as a role which the owner of a topic or subscription has given it. A session serves for as long as it
 * lasts: to assume the role anew for each message would fill the world with sessions.
 */
final class RoleCalls {
    private static final String SESSION_NAME = "sns-delivery";
    private static final Duration LEFT_MIN = Duration.ofMinutes(1);

    private final Cloud cloud;
    private final Credentials credentials;

    RoleCalls(Cloud cloud, Credentials credentials) {
        this.cloud = cloud;
        this.credentials = credentials;
    }

    /** The sessions of one world, by topic and role. */
    private static final class Sessions {
        private static final int OPEN_MAX = 1000;

        private final Map<String, Credential> open = new ConcurrentHashMap<>();
    }

    /**
     * A call of the role.
     *
     * @param own the call that SNS makes for a topic
     * @throws cloudjar.kernel.shape.ApiException where there is no such role, or where it does not trust SNS
     */
    Call of(Call own, String topicArn, String role) {
        Sessions sessions = own.world().derived(Sessions.class, Sessions::new);
        String name = topicArn + " " + role;
        Credential known = sessions.open.get(name);
        if (known == null || !lasts(own, known)) {
            known = assume(own, role);
            if (sessions.open.size() >= Sessions.OPEN_MAX) {
                sessions.open.clear();
            }
            sessions.open.put(name, known);
        }
        return own.as(known.principal()).signedBy(known);
    }

    private boolean lasts(Call own, Credential session) {
        Instant end = session.expires();
        return end != null
                && end.isAfter(own.world().clock().now().plus(LEFT_MIN))
                && credentials.find(own.world(), session.accessKeyId()) != null;
    }

    private Credential assume(Call own, String role) {
        AssumeRoleRequest request = AssumeRoleRequest.builder()
                .roleArn(role)
                .roleSessionName(SESSION_NAME)
                .build();
        var made = Objects.requireNonNull(
                cloud.client(Sts.API).assumeRole(request, own).credentials());
        return Objects.requireNonNull(credentials.find(own.world(), made.accessKeyId()), "a session without a key");
    }
}
