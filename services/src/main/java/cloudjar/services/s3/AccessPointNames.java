package cloudjar.services.s3;

import cloudjar.api.s3.ObjectIdentifier;
import cloudjar.api.s3.S3;
import cloudjar.api.s3control.GetAccessPointPolicyRequest;
import cloudjar.api.s3control.GetAccessPointRequest;
import cloudjar.api.s3control.GetAccessPointResult;
import cloudjar.api.s3control.NoSuchAccessPointPolicy;
import cloudjar.api.s3control.S3Control;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Invoker;
import cloudjar.kernel.call.ServiceApi;
import cloudjar.kernel.call.access.Access;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Headers;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.s3.S3Tables.BucketKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests name a bucket by one of its access points: by ARN, by alias, or by the name and account that SDKs put into
 * host names.
 */
final class AccessPointNames implements Invoker {
    private static final String BUCKET = "Bucket";
    private static final String SOURCE = "CopySource";
    private static final String OBJECT = "/object/";
    private static final String ALIAS = "-s3alias";
    private static final int ALIAS_RANDOM = 34;
    private static final int ACCOUNT = 12;

    private final S3 service;
    private final Cloud cloud;
    private final Access access;
    private final MultiRegionNames regions;

    AccessPointNames(S3 service, Cloud cloud, Access access) {
        this.service = service;
        this.cloud = cloud;
        this.access = access;
        this.regions = new MultiRegionNames(cloud);
    }

    /** An access point as a request names it. */
    private record Named(String name, String account, String region) {}

    @Override
    public Structure invoke(ServiceApi<?> api, OperationSchema operation, Structure input, Call call) {
        Optional<AccessPoint> target = text(operation, input, BUCKET).flatMap(name -> point(name, call));
        Optional<Source> source = text(operation, input, SOURCE).flatMap(header -> source(header, call));
        if (target.isEmpty() && source.isEmpty()) {
            return S3.API.invoke(service, operation, input, call);
        }
        Map<String, Object> named = new HashMap<>();
        target.ifPresent(point -> named.put(BUCKET, point.bucket()));
        source.ifPresent(from -> named.put(SOURCE, from.header()));
        Structure meant = Members.with(input, named);
        requireAllowed(operation, meant, call, target, source.map(Source::point));
        target.ifPresent(point -> point.requireNothingPublic(operation, meant));
        return S3.API.invoke(service, operation, meant, call);
    }

    private static Optional<String> text(OperationSchema operation, Structure input, String member) {
        return operation.input().member(member) == null
                ? Optional.empty()
                : Optional.ofNullable(Members.text(input, member));
    }

    /**
     * The source of a copy that names an access point.
     *
     * @param header the same, naming the bucket
     */
    private record Source(AccessPoint point, String header) {}

    private Optional<Source> source(String header, Call call) {
        int version = header.lastIndexOf("?versionId=");
        String path = PercentCoding.decode(version < 0 ? header : header.substring(0, version));
        if (path == null) {
            return Optional.empty();
        }
        String plain = path.startsWith("/") ? path.substring(1) : path;
        boolean arn = plain.startsWith("arn:");
        int end = plain.indexOf(arn ? OBJECT : "/");
        if (end < 0) {
            return Optional.empty();
        }
        String key = plain.substring(end + (arn ? OBJECT.length() : 1));
        return point(plain.substring(0, end), call)
                .map(point -> new Source(
                        point,
                        PercentCoding.encode(point.bucket() + "/" + key)
                                + (version < 0 ? "" : header.substring(version))));
    }

    /**
     * Both must allow it, the access point and its bucket, which may leave it to the access points of an account: the front door
     * does not know where their names lead.
     */
    private void requireAllowed(
            OperationSchema operation,
            Structure meant,
            Call call,
            Optional<AccessPoint> target,
            Optional<AccessPoint> source) {
        boolean allowed = call.read(snapshot -> {
            Asked asked = new Asked(operation, meant, call, snapshot, Headers.NONE);
            List<Need> needs = new ArrayList<>();
            S3Iam.RULES.needs(asked, needs::add);
            boolean may = needs.stream().allMatch(need -> {
                boolean reads = need.action().name().name().startsWith("getobject");
                Optional<AccessPoint> by =
                        (reads && source.isPresent() ? source : target).filter(point -> point.isOf(need));
                Need onBucket = by.isPresent() ? need.with(by.get()) : need;
                return access.allows(asked, onBucket)
                        && (by.isEmpty() || access.allows(asked, by.get().need(need)));
            });
            return may && target.map(point -> mayDelete(asked, point)).orElse(true);
        });
        if (!allowed) {
            throw S3Errors.accessDenied();
        }
    }

    /** Of many keys that are to be deleted, the bucket is asked about each by itself; the access point about all. */
    private boolean mayDelete(Asked asked, AccessPoint point) {
        return !asked.operation().name().equals("DeleteObjects")
                || Asked.elements(asked.structure("Delete"), "Objects", ObjectIdentifier.class).stream()
                        .flatMap(identifier -> S3Iam.deletions(asked, identifier).stream())
                        .allMatch(need -> access.allows(asked, point.need(need)));
    }

    /** The access point that a request names; nothing where it means a bucket. */
    private Optional<AccessPoint> point(String bucket, Call call) {
        String alias = bucket.substring(bucket.lastIndexOf('/') + 1);
        if (alias.endsWith(MultiRegionNames.ALIAS)) {
            String account = Arn.parse(bucket).map(Arn::account).orElse(call.account());
            return regions.find(alias, account, call);
        }
        return named(bucket, call).flatMap(named -> find(named, call));
    }

    private static Optional<Named> named(String bucket, Call call) {
        if (bucket.startsWith("arn:")) {
            return Arn.parse(bucket)
                    .filter(arn -> arn.resource().startsWith("accesspoint"))
                    .map(arn -> new Named(
                            arn.resource().substring("accesspoint".length() + 1), arn.account(), arn.region()));
        }
        int random = bucket.length() - ALIAS.length() - ALIAS_RANDOM - 1;
        if (bucket.endsWith(ALIAS)) {
            return random > 0
                    ? Optional.of(new Named(bucket.substring(0, random), call.account(), call.region()))
                    : Optional.empty();
        }
        int account = bucket.length() - ACCOUNT;
        boolean host = account > 1 && bucket.charAt(account - 1) == '-' && Account.isId(bucket.substring(account));
        boolean taken =
                host && call.read(snapshot -> S3Tables.buckets().contains(snapshot, BucketKey.of(call, bucket)));
        return host && !taken
                ? Optional.of(new Named(bucket.substring(0, account - 1), bucket.substring(account), call.region()))
                : Optional.empty();
    }

    private Optional<AccessPoint> find(Named named, Call call) {
        GetAccessPointRequest request = GetAccessPointRequest.builder()
                .accountId(named.account())
                .name(named.name())
                .build();
        Call asS3 = call.in(named.account(), named.region()).as(new Principal.Service(EventCause.SERVICE));
        S3Control control = cloud.client(S3Control.API);
        try {
            GetAccessPointResult found = control.getAccessPoint(request, asS3);
            return Optional.of(new AccessPoint(
                    Objects.requireNonNull(found.accessPointArn()),
                    named.account(),
                    Objects.requireNonNull(found.bucket()),
                    Objects.requireNonNull(found.networkOrigin()),
                    found.vpcConfiguration() == null
                            ? null
                            : found.vpcConfiguration().vpcId(),
                    policy(control, named, asS3),
                    PublicBlock.of(found.publicAccessBlockConfiguration())));
        } catch (ApiException none) {
            // Then it is the name of no bucket either, and the operation says so.
            return Optional.empty();
        }
    }

    private static @Nullable String policy(S3Control control, Named named, Call asS3) {
        GetAccessPointPolicyRequest request = GetAccessPointPolicyRequest.builder()
                .accountId(named.account())
                .name(named.name())
                .build();
        try {
            return control.getAccessPointPolicy(request, asS3).policy();
        } catch (NoSuchAccessPointPolicy none) {
            return null;
        }
    }
}
