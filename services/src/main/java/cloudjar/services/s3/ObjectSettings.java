package cloudjar.services.s3;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to an object beside its content, and may be changed while the content stays.
 *
 * @param tags in the order in which they were given
 * @param restoration where it is archived and was, or is to be, restored
 * @param replicationStatus where it is, or is to be, copied by the bucket's rules, or is such a copy; else null
 * @param acl nothing where the bucket's owner alone may do everything
 */
record ObjectSettings(
        Map<String, String> tags,
        Optional<Acl> acl,
        ObjectLock lock,
        Optional<Restoration> restoration,
        @Nullable String replicationStatus) {
    ObjectSettings {
        tags = Tags.ordered(tags);
    }

    ObjectSettings withTags(Map<String, String> newTags) {
        return new ObjectSettings(newTags, acl, lock, restoration, replicationStatus);
    }

    ObjectSettings withAcl(@Nullable Acl newAcl) {
        return new ObjectSettings(tags, Optional.ofNullable(newAcl), lock, restoration, replicationStatus);
    }

    ObjectSettings withLock(ObjectLock newLock) {
        return new ObjectSettings(tags, acl, newLock, restoration, replicationStatus);
    }

    ObjectSettings withRestoration(Restoration newRestoration) {
        return new ObjectSettings(tags, acl, lock, Optional.of(newRestoration), replicationStatus);
    }

    ObjectSettings withReplicationStatus(@Nullable String status) {
        return new ObjectSettings(tags, acl, lock, restoration, status);
    }
}
