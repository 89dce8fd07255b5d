package cloudjar.services.s3;

import cloudjar.api.s3control.GetAccessGrantsInstanceResourcePolicyRequest;
import cloudjar.api.s3control.GetAccessPointPolicyStatusRequest;
import cloudjar.api.s3control.GetPublicAccessBlockRequest;
import cloudjar.api.s3control.NoSuchPublicAccessBlockConfiguration;
import cloudjar.api.s3control.PolicyStatus;
import cloudjar.api.s3control.S3Control;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Looks up what public access is blocked. A bucket's own block stands beside it; its owner's account is asked by S3 Control, which
 * is worth a call where something public is at stake.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Blocking public
 *     access</a>
 */
final class PublicAccess {
    private final Cloud cloud;

    PublicAccess(Cloud cloud) {
        this.cloud = cloud;
    }

    static PublicBlock ofBucket(Snapshot snapshot, S3Bucket bucket) {
        return Configuration.PUBLIC_ACCESS
                .find(snapshot, bucket)
                .map(PublicBlock::of)
                .orElse(PublicBlock.NONE);
    }

    /** What an account blocks for all that it owns. Not to be asked within a transaction. */
    PublicBlock ofAccount(Call call, String account) {
        Call asS3 = call.in(account, call.region()).as(new Principal.Service(EventCause.SERVICE));
        try {
            return PublicBlock.of(cloud.client(S3Control.API)
                    .getPublicAccessBlock(
                            GetPublicAccessBlockRequest.builder()
                                    .accountId(account)
                                    .build(),
                            asS3)
                    .publicAccessBlockConfiguration());
        } catch (NoSuchPublicAccessBlockConfiguration none) {
            return PublicBlock.NONE;
        }
    }

    /** The policy of the access grants of an account, in the region of a call; null where there is none. */
    @Nullable
    String ofGrants(Call call, String account) {
        Call asS3 = call.in(account, call.region()).as(new Principal.Service(EventCause.SERVICE));
        try {
            return cloud.client(S3Control.API)
                    .getAccessGrantsInstanceResourcePolicy(
                            GetAccessGrantsInstanceResourcePolicyRequest.builder()
                                    .accountId(account)
                                    .build(),
                            asS3)
                    .policy();
        } catch (ApiException none) {
            return null;
        }
    }

    /** Whether the policy of an access point lets in callers who are not fixed. */
    boolean isPublic(Call call, AccessPoint point) {
        if (point.arn().endsWith(MultiRegionNames.ALIAS)) {
            return new MultiRegionNames(cloud).isPublic(point, call);
        }
        Call asS3 = call.in(point.account(), call.region()).as(new Principal.Service(EventCause.SERVICE));
        PolicyStatus status = cloud.client(S3Control.API)
                .getAccessPointPolicyStatus(
                        GetAccessPointPolicyStatusRequest.builder()
                                .accountId(point.account())
                                .name(point.arn())
                                .build(),
                        asS3)
                .policyStatus();
        return status != null && Boolean.TRUE.equals(status.isPublic());
    }

    /** What is blocked by the owner of the bucket that a request names. */
    private PublicBlock ofOwner(Call call, String name) {
        return ofAccount(call, call.read(snapshot -> S3Tables.bucket(snapshot, call, name, null)
                .account()));
    }

    /** What to hold against a list that a request wants to set: nothing, where it is not public. */
    PublicBlock against(AclRequest asked, Call call, String bucket) {
        return asked.isPublic() ? ofOwner(call, bucket) : PublicBlock.NONE;
    }

    /** Refuses a list of access that is public, where the bucket, or what else is known, blocks such lists. */
    static void requireAllowed(Snapshot snapshot, S3Bucket bucket, Acl acl, PublicBlock known) {
        if (acl.isPublic() && known.and(ofBucket(snapshot, bucket)).blocksLists()) {
            throw S3Errors.accessDenied();
        }
    }

    /** What is in force of a list of access: to be asked outside of transactions, since S3 Control may be asked as well. */
    Acl inForce(Call call, S3Bucket bucket, Acl acl) {
        if (!acl.isPublic()) {
            return acl;
        }
        PublicBlock own = call.read(snapshot -> ofBucket(snapshot, bucket));
        boolean ignores =
                own.ignoresLists() || ofAccount(call, bucket.account()).ignoresLists();
        return ignores ? acl.withoutPublic() : acl;
    }

    /** As the other, for the front door's decision, which is one look at the store. */
    Acl inForce(Snapshot snapshot, Call call, S3Bucket bucket, Acl acl) {
        boolean ignores = acl.isPublic()
                && (ofBucket(snapshot, bucket).ignoresLists()
                        || ofAccount(call, bucket.account()).ignoresLists());
        return ignores ? acl.withoutPublic() : acl;
    }
}
