package cloudjar.services.s3control;

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
 * The calls that a job makes, as the role that it names: with no more than the role's permissions. A session serves for all portions
 * of a job, as long as it lasts.
 */
final class JobRole {
    private static final int SESSIONS_MAX = 1000;
    private static final Duration LEFT_MIN = Duration.ofMinutes(1);

    private final Cloud cloud;
    private final Credentials credentials;

    JobRole(Cloud cloud, Credentials credentials) {
        this.cloud = cloud;
        this.credentials = credentials;
    }

    /** The sessions of one world, by job. */
    private static final class Sessions {
        private final Map<String, Credential> open = new ConcurrentHashMap<>();
    }

    /**
     * A call of the job's role.
     *
     * @param own the call that batch operations make by themselves
     * @throws cloudjar.kernel.shape.ApiException where there is no such role, or where it does not trust batch operations
     */
    Call of(Call own, Job job) {
        Sessions sessions = own.world().derived(Sessions.class, Sessions::new);
        Credential known = sessions.open.get(job.id());
        if (known == null || !lasts(own, known)) {
            known = assume(own, job);
            if (sessions.open.size() >= SESSIONS_MAX) {
                sessions.open.clear();
            }
            sessions.open.put(job.id(), known);
        }
        return own.as(known.principal()).signedBy(known);
    }

    private boolean lasts(Call own, Credential session) {
        Instant end = session.expires();
        return end != null
                && end.isAfter(own.time().plus(LEFT_MIN))
                && credentials.find(own.world(), session.accessKeyId()) != null;
    }

    private Credential assume(Call own, Job job) {
        AssumeRoleRequest request = AssumeRoleRequest.builder()
                .roleArn(job.request().roleArn())
                .roleSessionName("s3-batch-operations_" + job.id())
                .build();
        var made = Objects.requireNonNull(
                cloud.client(Sts.API).assumeRole(request, own).credentials());
        return Objects.requireNonNull(credentials.find(own.world(), made.accessKeyId()), "a session without a key");
    }
}
