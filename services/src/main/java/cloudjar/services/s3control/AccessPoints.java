package cloudjar.services.s3control;

import cloudjar.api.s3.GetPublicAccessBlockRequest;
import cloudjar.api.s3.HeadBucketRequest;
import cloudjar.api.s3.S3;
import cloudjar.api.s3control.CreateAccessPointRequest;
import cloudjar.api.s3control.ListAccessPointsRequest;
import cloudjar.api.s3control.ListAccessPointsResult;
import cloudjar.api.s3control.PublicAccessBlockConfiguration;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The access points of accounts: names by which buckets can be called as well. */
final class AccessPoints {
    private static final Pattern NAME = Pattern.compile("(?!xn--)[a-z0-9][a-z0-9-]{1,48}[a-z0-9](?<!-s3alias)");
    private static final int RANDOM_LENGTH = 34;
    private static final String SERVICE = "s3.amazonaws.com";

    private final Cloud cloud;

    AccessPoints(Cloud cloud) {
        this.cloud = cloud;
    }

    private static ScopedTable<String, StoredAccessPoint> table(Call call) {
        return S3ControlTables.ACCESS_POINTS.in(call.scope());
    }

    StoredAccessPoint create(CreateAccessPointRequest in, Call call) {
        if (!NAME.matcher(in.name()).matches()) {
            throw S3ControlErrors.invalidName(in.name());
        }
        requireBucket(in.bucket(), call);
        PublicAccessBlockConfiguration asked = in.publicAccessBlockConfiguration();
        StoredAccessPoint point = new StoredAccessPoint(
                in.name(),
                in.bucket(),
                Objects.requireNonNullElse(in.bucketAccountId(), call.account()),
                random(call),
                call.time().truncatedTo(ChronoUnit.SECONDS),
                in.vpcConfiguration() == null ? null : in.vpcConfiguration().vpcId(),
                asked == null ? block(true) : filled(asked),
                null,
                Map.of());
        call.write(tx -> {
            if (table(call).contains(tx, in.name())) {
                throw S3ControlErrors.accessPointExists();
            }
            table(call).put(tx, in.name(), point);
            return true;
        });
        return point;
    }

    /** What tells an alias apart: digits of base 36, in lower case. */
    private static String random(Call call) {
        StringBuilder random = new StringBuilder();
        while (random.length() < RANDOM_LENGTH) {
            random.append(Long.toString(call.world().ids().number() & Long.MAX_VALUE, 36));
        }
        return random.substring(0, RANDOM_LENGTH);
    }

    private void requireBucket(String bucket, Call call) {
        try {
            cloud.client(S3.API)
                    .headBucket(HeadBucketRequest.builder().bucket(bucket).build(), call);
        } catch (ApiException refused) {
            throw S3ControlErrors.noBucket();
        }
    }

    static PublicAccessBlockConfiguration block(boolean all) {
        return PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(all)
                .blockPublicPolicy(all)
                .ignorePublicAcls(all)
                .restrictPublicBuckets(all)
                .build();
    }

    /** What is not said is not blocked. */
    static PublicAccessBlockConfiguration filled(PublicAccessBlockConfiguration asked) {
        return PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(Boolean.TRUE.equals(asked.blockPublicAcls()))
                .blockPublicPolicy(Boolean.TRUE.equals(asked.blockPublicPolicy()))
                .ignorePublicAcls(Boolean.TRUE.equals(asked.ignorePublicAcls()))
                .restrictPublicBuckets(Boolean.TRUE.equals(asked.restrictPublicBuckets()))
                .build();
    }

    /** The name that a request gives, which may be an ARN. */
    private static String name(String given) {
        return Arn.parse(given)
                .map(arn -> arn.resource().substring(arn.resource().indexOf('/') + 1))
                .orElse(given);
    }

    StoredAccessPoint get(String given, Call call) {
        String name = name(given);
        return call.read(snapshot -> table(call).get(snapshot, name))
                .orElseThrow(() -> S3ControlErrors.noAccessPoint(name));
    }

    void delete(String given, Call call) {
        String name = name(given);
        call.write(tx -> {
            if (!table(call).delete(tx, name)) {
                throw S3ControlErrors.noAccessPoint(name);
            }
            return true;
        });
    }

    /**
     * Gives an access point a policy.
     *
     * @param ofAccount what public access its account blocks
     */
    void putPolicy(String given, String policy, Optional<PublicAccessBlockConfiguration> ofAccount, Call call) {
        StoredAccessPoint point = get(given, call);
        if (!policy.strip().startsWith("{")) {
            throw S3ControlErrors.malformedPolicy();
        }
        if (point.withPolicy(policy).isPublic()
                && (blocksPolicies(ofAccount)
                        || blocksPolicies(Optional.of(point.publicAccess()))
                        || bucketBlocksPolicies(point, call))) {
            throw S3ControlErrors.accessDenied();
        }
        changePolicy(point.name(), policy, call);
    }

    private static boolean blocksPolicies(Optional<PublicAccessBlockConfiguration> block) {
        return block.filter(set -> Boolean.TRUE.equals(set.blockPublicPolicy())).isPresent();
    }

    /** A bucket's block holds for the access points of the same account. */
    private boolean bucketBlocksPolicies(StoredAccessPoint point, Call call) {
        if (!point.bucketAccount().equals(call.account())) {
            return false;
        }
        GetPublicAccessBlockRequest request =
                GetPublicAccessBlockRequest.builder().bucket(point.bucket()).build();
        Call asS3 = call.as(new Principal.Service(SERVICE));
        try {
            var block = cloud.client(S3.API).getPublicAccessBlock(request, asS3).publicAccessBlockConfiguration();
            return block != null && Boolean.TRUE.equals(block.blockPublicPolicy());
        } catch (ApiException none) {
            // The bucket, or its block, is gone.
            return false;
        }
    }

    boolean isPublic(String given, Call call) {
        StoredAccessPoint point = get(given, call);
        if (point.policy() == null) {
            throw S3ControlErrors.noPolicy(point.name());
        }
        return point.isPublic();
    }

    void deletePolicy(String given, Call call) {
        changePolicy(name(given), null, call);
    }

    private static void changePolicy(String name, @Nullable String policy, Call call) {
        call.write(tx -> {
            StoredAccessPoint point = table(call).get(tx, name).orElseThrow(() -> S3ControlErrors.noAccessPoint(name));
            table(call).put(tx, name, point.withPolicy(policy));
            return true;
        });
    }

    String policy(String given, Call call) {
        StoredAccessPoint point = get(given, call);
        if (point.policy() == null) {
            throw S3ControlErrors.noPolicy(point.name());
        }
        return point.policy();
    }

    ListAccessPointsResult list(ListAccessPointsRequest in, Call call) {
        String bucket = in.bucket();
        Page<StoredAccessPoint> page = Pages.of(
                call,
                table(call),
                in.maxResults(),
                in.nextToken(),
                "ListAccessPoints " + bucket,
                point -> bucket == null || point.bucket().equals(bucket));
        return ListAccessPointsResult.builder()
                .accessPointList(
                        page.items().stream().map(point -> point.listed(call)).toList())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
