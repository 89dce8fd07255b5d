package cloudjar.services.s3;

import cloudjar.api.s3.S3;
import cloudjar.api.s3control.GetAccessPointRequest;
import cloudjar.api.s3control.GetAccessPointResult;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets requests name a bucket by one of its access points: by ARN, by alias, or by the name and account that SDKs put into
 * host names.
 */
final class AccessPointNames implements Invoker {
    private static final String BUCKET = "Bucket";
    private static final String ALIAS = "-s3alias";
    private static final int ALIAS_RANDOM = 34;
    private static final int ACCOUNT = 12;

    private final S3 service;
    private final Cloud cloud;
    private final Access access;

    AccessPointNames(S3 service, Cloud cloud, Access access) {
        this.service = service;
        this.cloud = cloud;
        this.access = access;
    }

    /** An access point as a request names it. */
    private record Named(String name, String account, String region) {}

    @Override
    public Structure invoke(ServiceApi<?> api, OperationSchema operation, Structure input, Call call) {
        String bucket = operation.input().member(BUCKET) == null ? null : Members.text(input, BUCKET);
        Optional<Structure> meant = bucket == null
                ? Optional.empty()
                : named(bucket, call)
                        .flatMap(point -> bucket(point, call))
                        .map(found -> Members.with(input, Map.of(BUCKET, found)));
        meant.ifPresent(known -> requireAllowed(operation, known, call));
        return S3.API.invoke(service, operation, meant.orElse(input), call);
    }

    /** Whoever may use a bucket may do so by its access points: the front door does not know where their names lead. */
    private void requireAllowed(OperationSchema operation, Structure meant, Call call) {
        boolean allowed = call.read(snapshot -> {
            Asked asked = new Asked(operation, meant, call, snapshot, Headers.NONE);
            List<Need> needs = new ArrayList<>();
            S3Iam.RULES.needs(asked, needs::add);
            return needs.stream().allMatch(need -> access.allows(asked, need));
        });
        if (!allowed) {
            throw S3Errors.accessDenied();
        }
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

    /** The bucket of an access point; nothing where there is none of the name. */
    private Optional<String> bucket(Named point, Call call) {
        GetAccessPointRequest request = GetAccessPointRequest.builder()
                .accountId(point.account())
                .name(point.name())
                .build();
        Call asS3 = call.in(point.account(), point.region()).as(new Principal.Service(EventCause.SERVICE));
        try {
            GetAccessPointResult found = cloud.client(S3Control.API).getAccessPoint(request, asS3);
            return Optional.ofNullable(found.bucket());
        } catch (ApiException none) {
            // Then it is the name of no bucket either, and the operation says so.
            return Optional.empty();
        }
    }
}
