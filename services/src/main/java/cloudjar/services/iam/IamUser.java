package cloudjar.services.iam;

import cloudjar.api.iam.User;
import cloudjar.kernel.call.Call;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user.
 *
 * @param passwordUsed when the password was last used to sign in; null where it never was
 */
record IamUser(
        String name,
        String path,
        String id,
        Instant created,
        Map<String, String> tags,
        @Nullable String boundary,
        @Nullable Instant passwordUsed)
        implements Bounded {
    IamUser {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    @Override
    public IdentityKind kind() {
        return IdentityKind.USER;
    }

    @Override
    public IamUser withBoundary(@Nullable String arn) {
        return new IamUser(name, path, id, created, tags, arn, passwordUsed);
    }

    @Override
    public IamUser withTags(Map<String, String> changed) {
        return new IamUser(name, path, id, created, changed, boundary, passwordUsed);
    }

    IamUser renamed(String newName, String newPath) {
        return new IamUser(newName, newPath, id, created, tags, boundary, passwordUsed);
    }

    /** The user as lists show it. */
    User listed(Call call) {
        return shown(call).build();
    }

    /** The user as it is shown alone: with tags and boundary. */
    User described(Call call) {
        return shown(call)
                .permissionsBoundary(Boundaries.shown(boundary))
                .tags(tags.isEmpty() ? null : Tags.shown(tags))
                .build();
    }

    private User.Builder shown(Call call) {
        return User.builder()
                .path(path)
                .userName(name)
                .userId(id)
                .arn(arn(call))
                .createDate(created)
                .passwordLastUsed(passwordUsed);
    }
}
