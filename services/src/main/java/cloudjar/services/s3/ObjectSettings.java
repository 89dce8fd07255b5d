package cloudjar.services.s3;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to an object beside its content, and may be changed while the content stays.
 *
 * @param tags in the order in which they were given
 * @param acl nothing where the bucket's owner alone may do everything
 */
record ObjectSettings(Map<String, String> tags, Optional<Acl> acl, ObjectLock lock) {
    static final ObjectSettings NONE = new ObjectSettings(Map.of(), Optional.empty(), ObjectLock.NONE);

    ObjectSettings {
        tags = Tags.ordered(tags);
    }

    ObjectSettings withTags(Map<String, String> newTags) {
        return new ObjectSettings(newTags, acl, lock);
    }

    ObjectSettings withAcl(@Nullable Acl newAcl) {
        return new ObjectSettings(tags, Optional.ofNullable(newAcl), lock);
    }

    ObjectSettings withLock(ObjectLock newLock) {
        return new ObjectSettings(tags, acl, newLock);
    }
}
