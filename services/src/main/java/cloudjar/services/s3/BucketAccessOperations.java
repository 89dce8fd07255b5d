package cloudjar.services.s3;

import cloudjar.api.s3.BucketAccess;
import cloudjar.api.s3.DeleteBucketOwnershipControlsRequest;
import cloudjar.api.s3.DeleteBucketOwnershipControlsResponse;
import cloudjar.api.s3.DeleteBucketPolicyRequest;
import cloudjar.api.s3.DeleteBucketPolicyResponse;
import cloudjar.api.s3.DeletePublicAccessBlockRequest;
import cloudjar.api.s3.DeletePublicAccessBlockResponse;
import cloudjar.api.s3.GetBucketAclOutput;
import cloudjar.api.s3.GetBucketAclRequest;
import cloudjar.api.s3.GetBucketOwnershipControlsOutput;
import cloudjar.api.s3.GetBucketOwnershipControlsRequest;
import cloudjar.api.s3.GetBucketPolicyOutput;
import cloudjar.api.s3.GetBucketPolicyRequest;
import cloudjar.api.s3.GetBucketPolicyStatusOutput;
import cloudjar.api.s3.GetBucketPolicyStatusRequest;
import cloudjar.api.s3.GetPublicAccessBlockOutput;
import cloudjar.api.s3.GetPublicAccessBlockRequest;
import cloudjar.api.s3.ObjectOwnership;
import cloudjar.api.s3.OwnershipControls;
import cloudjar.api.s3.OwnershipControlsRule;
import cloudjar.api.s3.PolicyStatus;
import cloudjar.api.s3.PublicAccessBlockConfiguration;
import cloudjar.api.s3.PutBucketAclRequest;
import cloudjar.api.s3.PutBucketAclResponse;
import cloudjar.api.s3.PutBucketOwnershipControlsRequest;
import cloudjar.api.s3.PutBucketOwnershipControlsResponse;
import cloudjar.api.s3.PutBucketPolicyRequest;
import cloudjar.api.s3.PutBucketPolicyResponse;
import cloudjar.api.s3.PutPublicAccessBlockRequest;
import cloudjar.api.s3.PutPublicAccessBlockResponse;
import cloudjar.kernel.call.Call;
import java.util.List;
import java.util.Set;

/** The operations on who may use a bucket: its policy, its access control list, and what keeps both in bounds. */
final class BucketAccessOperations implements BucketAccess {
    private static final Set<String> OWNERSHIPS = Set.of(
            ObjectOwnership.BUCKET_OWNER_ENFORCED,
            ObjectOwnership.BUCKET_OWNER_PREFERRED,
            ObjectOwnership.OBJECT_WRITER);

    /** The public access that new buckets block: all of it. */
    static final PublicAccessBlockConfiguration BLOCKED = PublicAccessBlockConfiguration.builder()
            .blockPublicAcls(true)
            .ignorePublicAcls(true)
            .blockPublicPolicy(true)
            .restrictPublicBuckets(true)
            .build();

    private final PublicAccess blocks;

    BucketAccessOperations(PublicAccess blocks) {
        this.blocks = blocks;
    }

    @Override
    public GetBucketAclOutput getBucketAcl(GetBucketAclRequest in, Call call) {
        S3Bucket bucket = call.read(snapshot -> S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner()));
        Acl kept = call.read(snapshot -> Configuration.ACL.find(snapshot, bucket))
                .orElseGet(() -> Acl.ownersAlone(bucket.account()));
        return GetBucketAclOutput.builder()
                .owner(CanonicalUser.owner(bucket.account()))
                .grants(blocks.inForce(call, bucket, kept).grants())
                .build();
    }

    @Override
    public PutBucketAclResponse putBucketAcl(PutBucketAclRequest in, Call call) {
        AclRequest asked = AclRequest.of(in, in.accessControlPolicy(), Acl.Kind.BUCKET);
        PublicBlock ofAccount = blocks.against(asked, call, in.bucket());
        call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            if (ObjectOwnership.BUCKET_OWNER_ENFORCED.equals(WriteRequest.ownership(tx, bucket))) {
                throw AclErrors.notSupported();
            }
            Acl acl = asked.acl(bucket.account(), bucket.account());
            PublicAccess.requireAllowed(tx, bucket, acl, ofAccount);
            Configuration.ACL.put(tx, bucket, acl);
            return true;
        });
        return PutBucketAclResponse.of();
    }

    @Override
    public GetBucketOwnershipControlsOutput getBucketOwnershipControls(
            GetBucketOwnershipControlsRequest in, Call call) {
        return GetBucketOwnershipControlsOutput.builder()
                .ownershipControls(Configuration.OWNERSHIP.get(call, in))
                .build();
    }

    @Override
    public PutBucketOwnershipControlsResponse putBucketOwnershipControls(
            PutBucketOwnershipControlsRequest in, Call call) {
        List<OwnershipControlsRule> rules = in.ownershipControls().rules();
        if (rules.size() != 1 || !OWNERSHIPS.contains(rules.getFirst().objectOwnership())) {
            throw S3Errors.malformedXml();
        }
        call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            boolean enforced = rules.getFirst().objectOwnership().equals(ObjectOwnership.BUCKET_OWNER_ENFORCED);
            boolean shared = Configuration.ACL
                    .find(tx, bucket)
                    .filter(acl -> !acl.equals(Acl.ownersAlone(bucket.account())))
                    .isPresent();
            if (enforced && shared) {
                throw AclErrors.notWithOwnership();
            }
            Configuration.OWNERSHIP.put(tx, bucket, in.ownershipControls());
            return true;
        });
        return PutBucketOwnershipControlsResponse.of();
    }

    /** The ownership that a new bucket has. */
    static OwnershipControls ownership(String objectOwnership) {
        if (!OWNERSHIPS.contains(objectOwnership)) {
            throw ConfigurationErrors.unknownOwnership(objectOwnership);
        }
        return OwnershipControls.builder()
                .rules(List.of(OwnershipControlsRule.builder()
                        .objectOwnership(objectOwnership)
                        .build()))
                .build();
    }

    @Override
    public DeleteBucketOwnershipControlsResponse deleteBucketOwnershipControls(
            DeleteBucketOwnershipControlsRequest in, Call call) {
        Configuration.OWNERSHIP.delete(call, in);
        return DeleteBucketOwnershipControlsResponse.of();
    }

    @Override
    public GetPublicAccessBlockOutput getPublicAccessBlock(GetPublicAccessBlockRequest in, Call call) {
        return GetPublicAccessBlockOutput.builder()
                .publicAccessBlockConfiguration(Configuration.PUBLIC_ACCESS.get(call, in))
                .build();
    }

    @Override
    public PutPublicAccessBlockResponse putPublicAccessBlock(PutPublicAccessBlockRequest in, Call call) {
        PublicAccessBlockConfiguration asked = in.publicAccessBlockConfiguration();
        Configuration.PUBLIC_ACCESS.put(
                call,
                in,
                PublicAccessBlockConfiguration.builder()
                        .blockPublicAcls(Boolean.TRUE.equals(asked.blockPublicAcls()))
                        .ignorePublicAcls(Boolean.TRUE.equals(asked.ignorePublicAcls()))
                        .blockPublicPolicy(Boolean.TRUE.equals(asked.blockPublicPolicy()))
                        .restrictPublicBuckets(Boolean.TRUE.equals(asked.restrictPublicBuckets()))
                        .build());
        return PutPublicAccessBlockResponse.of();
    }

    @Override
    public DeletePublicAccessBlockResponse deletePublicAccessBlock(DeletePublicAccessBlockRequest in, Call call) {
        Configuration.PUBLIC_ACCESS.delete(call, in);
        return DeletePublicAccessBlockResponse.of();
    }

    @Override
    public GetBucketPolicyOutput getBucketPolicy(GetBucketPolicyRequest in, Call call) {
        return GetBucketPolicyOutput.builder()
                .policy(Configuration.POLICY.get(call, in).json())
                .build();
    }

    @Override
    public PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest in, Call call) {
        String text = in.policy() == null ? "" : in.policy();
        S3Bucket named = call.read(tx -> S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner()));
        boolean isPublic = BucketPolicy.of(text, named).isPublic();
        PublicBlock ofAccount = isPublic ? blocks.ofAccount(call, named.account()) : PublicBlock.NONE;
        call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            if (isPublic && ofAccount.and(PublicAccess.ofBucket(tx, bucket)).blocksPolicies()) {
                throw S3Errors.accessDenied();
            }
            Configuration.POLICY.put(tx, bucket, new PolicyText(text));
            return true;
        });
        return PutBucketPolicyResponse.of();
    }

    @Override
    public DeleteBucketPolicyResponse deleteBucketPolicy(DeleteBucketPolicyRequest in, Call call) {
        Configuration.POLICY.delete(call, in);
        return DeleteBucketPolicyResponse.of();
    }

    @Override
    public GetBucketPolicyStatusOutput getBucketPolicyStatus(GetBucketPolicyStatusRequest in, Call call) {
        boolean isPublic = call.read(snapshot -> {
            S3Bucket bucket = S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner());
            return BucketPolicy.of(Configuration.POLICY.get(snapshot, bucket).json(), bucket)
                    .isPublic();
        });
        return GetBucketPolicyStatusOutput.builder()
                .policyStatus(PolicyStatus.builder().isPublic(isPublic).build())
                .build();
    }
}
