package cloudjar.services.s3;

import cloudjar.api.s3.BucketCannedACL;
import cloudjar.api.s3.Grant;
import cloudjar.api.s3.Grantee;
import cloudjar.api.s3.ObjectCannedACL;
import cloudjar.api.s3.Permission;
import cloudjar.api.s3.Type;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Access control lists where ownership is the bucket owner's, as in every new bucket: there is one, and it stays. */
final class Acls {
    private Acls() {}

    /** Refuses a request that brings another list than the owner's. */
    static void requireNone(@Nullable String canned, @Nullable String... grants) {
        if (canned != null && !canned.equals(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL)) {
            throw BucketErrors.aclsNotSupported();
        }
        for (String grant : grants) {
            if (grant != null) {
                throw BucketErrors.aclsNotSupported();
            }
        }
    }

    /**
     * Refuses a new bucket with another list than the owner's, which clients may name: Terraform asks for {@code private}.
     * Since April 2023 a new bucket takes no other (AWS News Blog, "Heads-Up: Amazon S3 Security Changes").
     */
    static void requireOwnersAlone(@Nullable String canned, @Nullable String... grants) {
        boolean granted = Stream.of(grants).anyMatch(Objects::nonNull);
        if (granted || canned != null && !canned.equals(BucketCannedACL.PRIVATE)) {
            throw BucketErrors.bucketAclsNotSupported();
        }
    }

    /** What everything in an account's buckets has. */
    static List<Grant> ownersAlone(String account) {
        Grantee owner = Grantee.builder()
                .id(CanonicalUser.id(account))
                .type(Type.CANONICAL_USER)
                .build();
        return List.of(Grant.builder()
                .grantee(owner)
                .permission(Permission.FULL_CONTROL)
                .build());
    }
}
