package cloudjar.services.iam;

import cloudjar.api.iam.Role;
import cloudjar.api.iam.RoleLastUsed;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A role.
 *
 * @param trust the policy that says who may assume it, as it was written
 * @param sessionSecondsMax how long its sessions may last
 */
record IamRole(
        String name,
        String path,
        String id,
        Instant created,
        Map<String, String> tags,
        @Nullable String boundary,
        String trust,
        @Nullable String description,
        int sessionSecondsMax)
        implements Bounded {
    static final int SESSION_SECONDS = 3600;

    /** The path of roles that services make for themselves, before the service's name. */
    static final String SERVICE_PATH = "/aws-service-role/";

    IamRole {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    @Override
    public IdentityKind kind() {
        return IdentityKind.ROLE;
    }

    /** Whether a service made it for itself; nobody else can change it. */
    boolean serviceLinked() {
        return path.startsWith(SERVICE_PATH);
    }

    @Override
    public IamRole withBoundary(@Nullable String arn) {
        return new IamRole(name, path, id, created, tags, arn, trust, description, sessionSecondsMax);
    }

    @Override
    public IamRole withTags(Map<String, String> changed) {
        return new IamRole(name, path, id, created, changed, boundary, trust, description, sessionSecondsMax);
    }

    IamRole withTrust(String document) {
        return new IamRole(name, path, id, created, tags, boundary, document, description, sessionSecondsMax);
    }

    IamRole withSettings(@Nullable String newDescription, int seconds) {
        return new IamRole(name, path, id, created, tags, boundary, trust, newDescription, seconds);
    }

    /** The role as CreateRole and profiles show it. */
    Role.Builder shown(Call call) {
        return Role.builder()
                .path(path)
                .roleName(name)
                .roleId(id)
                .arn(arn(call))
                .createDate(created)
                .assumeRolePolicyDocument(PolicyText.encoded(trust))
                .description(description);
    }

    /** The role as it is when it was just made: with tags and boundary, without what has a default. */
    Role made(Call call) {
        return shown(call)
                .permissionsBoundary(Boundaries.shown(boundary))
                .tags(tags.isEmpty() ? null : Tags.shown(tags))
                .build();
    }

    /** The role as lists show it. */
    Role listed(Call call) {
        return shown(call).maxSessionDuration(sessionSecondsMax).build();
    }

    /** The role as it is shown alone. */
    Role described(Snapshot snapshot, Call call) {
        return shown(call)
                .maxSessionDuration(sessionSecondsMax)
                .permissionsBoundary(Boundaries.shown(boundary))
                .tags(tags.isEmpty() ? null : Tags.shown(tags))
                .roleLastUsed(lastUsed(snapshot, call))
                .build();
    }

    /** When a session of the role last did anything; empty where none ever did. */
    RoleLastUsed lastUsed(Snapshot snapshot, Call call) {
        return LastUses.of(snapshot, call.account(), id)
                .map(last -> RoleLastUsed.builder()
                        .lastUsedDate(last.time())
                        .region(last.region())
                        .build())
                .orElseGet(() -> RoleLastUsed.builder().build());
    }
}
