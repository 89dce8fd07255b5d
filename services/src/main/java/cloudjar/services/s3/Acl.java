package cloudjar.services.s3;

import cloudjar.api.s3.BucketCannedACL;
import cloudjar.api.s3.Grant;
import cloudjar.api.s3.Grantee;
import cloudjar.api.s3.ObjectCannedACL;
import cloudjar.api.s3.Permission;
import cloudjar.api.s3.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An access control list.
 *
 * @param owner the account that owns the bucket or object
 */
record Acl(String owner, List<Grant> grants) {
    static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
    static final String AUTHENTICATED_USERS = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
    static final String LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";

    /** The canonical id of the account of Amazon EC2 that fetches machine images. */
    private static final String EXEC_READ = "6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c";

    /** Whether it is the list of a bucket or of an object: they take different canned lists. */
    enum Kind {
        BUCKET,
        OBJECT
    }

    Acl {
        grants = List.copyOf(grants);
    }

    /** The list that lets nobody but the owner in. */
    static Acl ownersAlone(String owner) {
        return new Acl(owner, List.of(grant(owner, Permission.FULL_CONTROL)));
    }

    /**
     * The list that a name stands for; nothing where no list has the name.
     *
     * @param bucketOwner differs from the owner where somebody else's object lies in the bucket
     */
    static Optional<Acl> canned(String name, Kind kind, String owner, String bucketOwner) {
        List<Grant> grants = new ArrayList<>();
        grants.add(grant(owner, Permission.FULL_CONTROL));
        switch (name) {
            case ObjectCannedACL.PRIVATE -> {
                // The owner alone.
            }
            case ObjectCannedACL.PUBLIC_READ -> grants.add(group(ALL_USERS, Permission.READ));
            case ObjectCannedACL.PUBLIC_READ_WRITE -> {
                grants.add(group(ALL_USERS, Permission.READ));
                grants.add(group(ALL_USERS, Permission.WRITE));
            }
            case ObjectCannedACL.AUTHENTICATED_READ -> grants.add(group(AUTHENTICATED_USERS, Permission.READ));
            case ObjectCannedACL.AWS_EXEC_READ -> grants.add(of(EXEC_READ, Permission.READ));
            case ObjectCannedACL.BUCKET_OWNER_READ, ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL -> {
                if (kind == Kind.BUCKET) {
                    return Optional.empty();
                }
                if (!bucketOwner.equals(owner)) {
                    boolean reads = name.equals(ObjectCannedACL.BUCKET_OWNER_READ);
                    grants.add(grant(bucketOwner, reads ? Permission.READ : Permission.FULL_CONTROL));
                }
            }
            case BucketCannedACL.LOG_DELIVERY_WRITE -> {
                if (kind == Kind.OBJECT) {
                    return Optional.empty();
                }
                grants.add(group(LOG_DELIVERY, Permission.WRITE));
                grants.add(group(LOG_DELIVERY, Permission.READ_ACP));
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(new Acl(owner, grants));
    }

    /** Whether it lets in everybody, or everybody who has an account. */
    boolean isPublic() {
        return grants.stream().anyMatch(Acl::isPublic);
    }

    /** This without the grants that let in everybody. */
    Acl withoutPublic() {
        return new Acl(owner, grants.stream().filter(grant -> !isPublic(grant)).toList());
    }

    private static boolean isPublic(Grant grant) {
        Grantee grantee = grant.grantee();
        return grantee != null && (ALL_USERS.equals(grantee.uri()) || AUTHENTICATED_USERS.equals(grantee.uri()));
    }

    private static Grant grant(String account, String permission) {
        return of(CanonicalUser.id(account), permission);
    }

    /** A grant to whoever has the canonical id. */
    static Grant of(String canonicalId, String permission) {
        return Grant.builder()
                .grantee(Grantee.builder()
                        .id(canonicalId)
                        .type(Type.CANONICAL_USER)
                        .build())
                .permission(permission)
                .build();
    }

    /** A grant to a group that AWS knows. */
    static Grant group(String uri, String permission) {
        return Grant.builder()
                .grantee(Grantee.builder().uri(uri).type(Type.GROUP).build())
                .permission(permission)
                .build();
    }
}
