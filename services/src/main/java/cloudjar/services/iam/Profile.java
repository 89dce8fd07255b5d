package cloudjar.services.iam;

import cloudjar.api.iam.InstanceProfile;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance profile: the box in which a role is handed to an instance.
 *
 * @param roleId of the one role that it can hold; null where it holds none
 */
record Profile(
        String name,
        String path,
        String id,
        Instant created,
        Map<String, String> tags,
        @Nullable String roleId) {
    private static final String ID_PREFIX = "AIPA";

    Profile {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** A unique id. */
    static String idOf(String chance) {
        return ID_PREFIX + chance;
    }

    Profile withTags(Map<String, String> changed) {
        return new Profile(name, path, id, created, changed, roleId);
    }

    Profile withRole(@Nullable String id) {
        return new Profile(name, path, this.id, created, tags, id);
    }

    InstanceProfile.Builder shown(Snapshot snapshot, Call call) {
        return InstanceProfile.builder()
                .path(path)
                .instanceProfileName(name)
                .instanceProfileId(id)
                .arn(new Arn(call.partition().id(), "iam", "", call.account(), "instance-profile" + path + name)
                        .toString())
                .createDate(created)
                .roles(
                        roleId == null
                                ? List.of()
                                : List.of(((IamRole) IdentityLookup.withId(snapshot, call, roleId))
                                        .shown(call)
                                        .build()));
    }

    /** The profile as it is shown alone: with its tags. */
    InstanceProfile described(Snapshot snapshot, Call call) {
        return shown(snapshot, call).tags(Tags.shown(tags)).build();
    }
}
