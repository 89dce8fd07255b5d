package cloudjar.services.s3;

import cloudjar.api.s3.SessionMode;
import cloudjar.kernel.call.access.Action;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.call.access.Rule;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.KeySource;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.s3.S3Tables.BucketKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What operations on directory buckets need permission for, and what the buckets' policies say: who may begin a session may do with
 * objects what the session's mode says, and nobody asks again while it lasts.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security-iam.html">Authorizing Regional endpoint API
 *     operations with IAM</a>
 */
final class DirectoryIam implements ResourcePolicies {
    static final String SERVICE = "s3express";
    private static final Action CREATE_SESSION = Action.of("s3express:CreateSession");
    private static final String KIND = "bucket/";

    /** What may be asked of a bucket that is not there. */
    private static final Set<String> CREATING = Set.of("createbucket", "createsession");

    private final CompiledPolicies documents = new CompiledPolicies();

    /** What an operation on a directory bucket needs; null where it is none. */
    static @Nullable Rule rule(Asked asked) {
        return DirectoryName.is(asked.text("Bucket")) ? DirectoryIam::needs : null;
    }

    private static void needs(Asked asked, Consumer<Need> into) {
        String operation = asked.operation().name();
        String regional = DirectoryRules.REGIONAL.get(operation);
        if (regional != null) {
            into.accept(Need.of(Action.of(SERVICE + ":" + regional), arn(asked, asked.textOrEmpty("Bucket"))));
            return;
        }
        if (ExpressSessions.of(asked.snapshot(), asked.call()).isPresent()) {
            if (asked.has("CopySource")
                    && !CopySource.parse(asked.textOrEmpty("CopySource"))
                            .bucket()
                            .equals(asked.text("Bucket"))) {
                S3Iam.source(asked, into);
            }
            return;
        }
        if (operation.equals("CreateSession")) {
            String mode = asked.text("SessionMode");
            // Where none is named, S3 itself finds the most that the caller may.
            if (mode != null) {
                into.accept(session(asked, mode));
            }
            return;
        }
        boolean reads = DirectoryRules.READS.contains(operation) || operation.equals("HeadBucket");
        into.accept(session(asked, reads ? SessionMode.READ_ONLY : SessionMode.READ_WRITE));
        if (asked.has("CopySource")) {
            S3Iam.source(asked, into);
        }
    }

    /** The need of a session with the bucket that a request names. */
    static Need session(Asked asked, String mode) {
        return session(asked, asked.textOrEmpty("Bucket"), mode);
    }

    static Need session(Asked asked, String bucket, String mode) {
        return Need.of(CREATE_SESSION, arn(asked, bucket))
                .with(key -> key.equals("s3express:sessionmode") ? List.of(mode) : List.of());
    }

    private static String arn(Asked asked, String bucket) {
        return find(asked, bucket).map(S3Bucket::arn).orElseGet(() -> asked.arn(SERVICE, KIND + bucket));
    }

    private static Optional<S3Bucket> find(Asked asked, String name) {
        return S3Tables.buckets().get(asked.snapshot(), BucketKey.of(asked.call(), name));
    }

    @Override
    public @Nullable ResourceSide find(Asked asked, Need need) {
        String resource = need.resource().part(5);
        if (!resource.startsWith(KIND)) {
            return null;
        }
        S3Bucket bucket = find(asked, resource.substring(KIND.length())).orElse(null);
        if (bucket == null) {
            // Whether there is a bucket of some name anybody may know.
            return CREATING.contains(need.action().name().name()) ? null : ResourceSide.ABSENT;
        }
        PolicyLayer policy = Configuration.POLICY
                .find(asked.snapshot(), bucket)
                .map(kept -> bounded(asked, bucket, kept.json()))
                .orElse(PolicyLayer.NONE);
        return ResourceSide.of(bucket.account(), policy, KeySource.NONE);
    }

    /** All public access to directory buckets is blocked, always. */
    private PolicyLayer bounded(Asked asked, S3Bucket bucket, String json) {
        PolicyLayer policy = documents.layer(PolicyKind.RESOURCE, bucket.arn(), json);
        boolean stranger = !asked.call().principal().account().equals(bucket.account())
                && !(asked.call().principal() instanceof Principal.Service);
        return stranger && BucketPolicy.of(json, bucket).isPublic() ? policy.denialsOnly() : policy;
    }
}
