package cloudjar.services.s3;

import cloudjar.api.s3.ObjectOwnership;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.call.access.ResourceTags;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.CompiledPolicy;
import cloudjar.kernel.policy.KeySource;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What buckets and objects say to those who want something of them: the bucket's policy and the access control lists, in the
 * bounds that the blocking of public access sets.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Blocking public
 *     access</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html">How Amazon S3
 *     authorizes a request</a>
 */
final class BucketPolicies implements ResourcePolicies {
    private static final Set<String> OF_POLICY = Set.of("getbucketpolicy", "putbucketpolicy", "deletebucketpolicy");

    private final CompiledPolicies documents = new CompiledPolicies();
    private final PublicAccess blocks;

    BucketPolicies(PublicAccess blocks) {
        this.blocks = blocks;
    }

    @Override
    public @Nullable ResourceSide find(Asked asked, Need need) {
        if (!need.account().isEmpty()) {
            // An access point, a job: what belongs to an account and is no bucket.
            PolicyLayer own = need.keys() instanceof AccessPoint point ? bounded(asked, point) : ofGrants(asked, need);
            return ResourceSide.of(need.account(), own, KeySource.NONE);
        }
        String resource = need.resource().part(5);
        int slash = resource.indexOf('/');
        String name = slash < 0 ? resource : resource.substring(0, slash);
        Snapshot snapshot = asked.snapshot();
        S3Bucket bucket = S3Tables.buckets()
                .get(snapshot, S3Tables.BucketKey.of(asked.call(), name))
                .orElse(null);
        if (bucket == null) {
            // Whether there is a bucket of some name anybody may know.
            return need.action().name().name().equals("createbucket") ? null : ResourceSide.ABSENT;
        }
        String key = slash < 0 ? null : resource.substring(slash + 1);
        String owner = key == null || isEnforced(snapshot, bucket) ? bucket.account() : owner(asked, bucket, key);
        PolicyLayer policies = owner.equals(asked.call().principal().account())
                ? unlocks(asked, need)
                        ? PolicyLayer.NONE
                        : policy(snapshot, bucket).orElse(PolicyLayer.NONE)
                : ofStrangers(asked, bucket, key, through(need));
        return ResourceSide.of(owner, policies, keys(asked, bucket, key));
    }

    /** The owner's root user can always see, set and delete the policy, so that nobody locks an account out of its bucket. */
    private static boolean unlocks(Asked asked, Need need) {
        return asked.call().principal() instanceof Principal.Root
                && OF_POLICY.contains(need.action().name().name());
    }

    private Optional<PolicyLayer> policy(Snapshot snapshot, S3Bucket bucket) {
        return Configuration.POLICY
                .find(snapshot, bucket)
                .map(policy -> documents.layer(PolicyKind.RESOURCE, bucket.arn(), policy.json()));
    }

    private PolicyLayer policy(AccessPoint point) {
        List<CompiledPolicy> all = new ArrayList<>();
        for (String text : Arrays.asList(point.policy(), point.refusalOfOthers())) {
            if (text != null) {
                all.addAll(documents
                        .layer(PolicyKind.RESOURCE, point.arn() + "#" + all.size(), text)
                        .policies());
            }
        }
        return all.isEmpty() ? PolicyLayer.NONE : PolicyLayer.of(all);
    }

    /** What the account's access grants say to others: a policy of their own. */
    private PolicyLayer ofGrants(Asked asked, Need need) {
        boolean stranger = !asked.call().principal().account().equals(need.account());
        if (!stranger || !need.resource().part(5).startsWith("access-grants/")) {
            return PolicyLayer.NONE;
        }
        String policy = blocks.ofGrants(asked.call(), need.account());
        return policy == null
                ? PolicyLayer.NONE
                : documents.layer(PolicyKind.RESOURCE, need.account() + "/access-grants", policy);
    }

    /** What an access point blocks for requests that come through it. */
    private static PublicBlock through(Need need) {
        return need.keys() instanceof AccessPoint point ? point.block() : PublicBlock.NONE;
    }

    /** The policy of an access point in the bounds of what it, its bucket and its account block. */
    private PolicyLayer bounded(Asked asked, AccessPoint point) {
        PolicyLayer policy = policy(point);
        boolean stranger = !asked.call().principal().account().equals(point.account())
                && !(asked.call().principal() instanceof Principal.Service);
        if (!stranger || point.policy() == null || !blocks.isPublic(asked.call(), point)) {
            return policy;
        }
        PublicBlock block = S3Tables.buckets()
                .get(asked.snapshot(), S3Tables.BucketKey.of(asked.call(), point.bucket()))
                .map(bucket -> PublicAccess.ofBucket(asked.snapshot(), bucket))
                .orElse(PublicBlock.NONE)
                .and(point.block());
        return block.restricts()
                        || blocks.ofAccount(asked.call(), point.account()).restricts()
                ? policy.denialsOnly()
                : policy;
    }

    /** What callers of other accounts, services and unsigned callers meet. */
    private PolicyLayer ofStrangers(Asked asked, S3Bucket bucket, @Nullable String key, PublicBlock through) {
        Snapshot snapshot = asked.snapshot();
        PublicBlock block = through.and(PublicAccess.ofBucket(snapshot, bucket));
        List<CompiledPolicy> all = new ArrayList<>();
        policy(snapshot, bucket)
                .ifPresent(
                        layer -> all.addAll(bounded(asked, bucket, block, layer).policies()));
        if (!isEnforced(snapshot, bucket)) {
            acl(asked, bucket, key)
                    .map(list -> block.ignoresLists()
                            ? list.withoutPublic()
                            : blocks.inForce(snapshot, asked.call(), bucket, list))
                    .ifPresent(list -> all.add(AclPolicy.of(list, key == null ? Acl.Kind.BUCKET : Acl.Kind.OBJECT)));
        }
        return all.isEmpty() ? PolicyLayer.NONE : PolicyLayer.of(all);
    }

    /** Where public buckets are restricted, a public policy grants to services and the bucket's account alone. */
    private PolicyLayer bounded(Asked asked, S3Bucket bucket, PublicBlock block, PolicyLayer policy) {
        boolean restricted = !(asked.call().principal() instanceof Principal.Service)
                && (block.restricts()
                        || blocks.ofAccount(asked.call(), bucket.account()).restricts());
        if (!restricted) {
            return policy;
        }
        boolean isPublic = BucketPolicy.of(
                        Configuration.POLICY.get(asked.snapshot(), bucket).json(), bucket)
                .isPublic();
        return isPublic ? policy.denialsOnly() : policy;
    }

    private static boolean isEnforced(Snapshot snapshot, S3Bucket bucket) {
        return ObjectOwnership.BUCKET_OWNER_ENFORCED.equals(WriteRequest.ownership(snapshot, bucket));
    }

    /** The list that decides: the object's for what is about an object that is there, else the bucket's. */
    private static Optional<Acl> acl(Asked asked, S3Bucket bucket, @Nullable String key) {
        return key == null || isWrite(asked)
                ? Configuration.ACL.find(asked.snapshot(), bucket)
                : object(asked, bucket, key).flatMap(object -> object.settings().acl());
    }

    /** Who may write and delete objects stands in the bucket's list. */
    private static boolean isWrite(Asked asked) {
        return AclPolicy.BUCKET_WRITES.contains(asked.operation().name());
    }

    private static String owner(Asked asked, S3Bucket bucket, String key) {
        return object(asked, bucket, key)
                .flatMap(object -> object.settings().acl())
                .map(Acl::owner)
                .orElse(bucket.account());
    }

    private static Optional<StoredObject> object(Asked asked, S3Bucket bucket, String key) {
        String version = key.equals(asked.text("Key")) ? asked.text("VersionId") : null;
        return version != null && bucket.versioning() == Versioning.NEVER
                ? Optional.empty()
                : find(asked.snapshot(), bucket, key, version);
    }

    static Optional<StoredObject> find(Snapshot snapshot, S3Bucket bucket, String key, @Nullable String version) {
        boolean may = version == null || version.equals(VersionId.NULL) || VersionId.mayBe(version);
        return may ? S3Tables.find(snapshot, bucket, key, version) : Optional.empty();
    }

    /** Whether the bucket is there and the object that the request names is not. */
    static boolean lacksObject(Asked asked) {
        // The root user of an account may list what is its own.
        return !(asked.call().principal() instanceof Principal.Root) && namesNoObject(asked);
    }

    private static boolean namesNoObject(Asked asked) {
        return S3Tables.buckets()
                .get(asked.snapshot(), S3Tables.BucketKey.of(asked.call(), asked.textOrEmpty("Bucket")))
                .filter(bucket ->
                        object(asked, bucket, asked.textOrEmpty("Key")).isEmpty())
                .isPresent();
    }

    private static KeySource keys(Asked asked, S3Bucket bucket, @Nullable String key) {
        // S3 User Guide, Using tags with S3 general purpose buckets: where ABAC is enabled, for objects in them as
        // well.
        return name -> {
            if (name.startsWith("s3:buckettag/") || name.startsWith("aws:resourcetag/")) {
                String prefix = name.substring(0, name.indexOf('/') + 1);
                return bucket.has(BucketTrait.TAGS_DECIDE)
                        ? new ResourceTags(prefix, bucket.tags()).values(name)
                        : List.of();
            }
            return key != null && name.startsWith("s3:existingobjecttag/")
                    ? new ResourceTags("s3:existingobjecttag/", tags(asked, bucket, key)).values(name)
                    : List.of();
        };
    }

    private static Map<String, String> tags(Asked asked, S3Bucket bucket, String key) {
        return object(asked, bucket, key)
                .map(object -> object.settings().tags())
                .orElse(Map.of());
    }
}
