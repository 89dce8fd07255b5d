package cloudjar.services.s3;

import cloudjar.api.s3control.GetMultiRegionAccessPointPolicyRequest;
import cloudjar.api.s3control.GetMultiRegionAccessPointPolicyStatusRequest;
import cloudjar.api.s3control.GetMultiRegionAccessPointRoutesRequest;
import cloudjar.api.s3control.ListMultiRegionAccessPointsRequest;
import cloudjar.api.s3control.MultiRegionAccessPointReport;
import cloudjar.api.s3control.MultiRegionAccessPointRoute;
import cloudjar.api.s3control.S3Control;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.tenancy.Principal;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets requests name a bucket by an access point of several regions: the bucket of the caller's region is meant, if it is active. */
final class MultiRegionNames {
    static final String ALIAS = ".mrap";

    private static final String INTERNET = "Internet";

    private final Cloud cloud;

    MultiRegionNames(Cloud cloud) {
        this.cloud = cloud;
    }

    /** The access point of an alias; nothing where the account has none of that name. */
    Optional<AccessPoint> find(String alias, String account, Call call) {
        Call asS3 = call.in(account, call.region()).as(new Principal.Service(EventCause.SERVICE));
        S3Control control = cloud.client(S3Control.API);
        return report(alias, account, asS3).flatMap(point -> point(control, point, account, asS3));
    }

    /** Whether the policy of an access point of several regions lets in callers who are not fixed. */
    boolean isPublic(AccessPoint point, Call call) {
        Call asS3 = call.in(point.account(), call.region()).as(new Principal.Service(EventCause.SERVICE));
        return report(point.arn().substring(point.arn().lastIndexOf('/') + 1), point.account(), asS3)
                .map(found -> cloud.client(S3Control.API)
                        .getMultiRegionAccessPointPolicyStatus(
                                GetMultiRegionAccessPointPolicyStatusRequest.builder()
                                        .accountId(point.account())
                                        .name(Objects.requireNonNull(found.name()))
                                        .build(),
                                asS3)
                        .established())
                .filter(status -> Boolean.TRUE.equals(status.isPublic()))
                .isPresent();
    }

    private Optional<MultiRegionAccessPointReport> report(String alias, String account, Call asS3) {
        return cloud
                .client(S3Control.API)
                .listMultiRegionAccessPoints(
                        ListMultiRegionAccessPointsRequest.builder()
                                .accountId(account)
                                .build(),
                        asS3)
                .accessPoints()
                .stream()
                .filter(point -> alias.equals(point.alias()))
                .findFirst();
    }

    private static Optional<AccessPoint> point(
            S3Control control, MultiRegionAccessPointReport point, String account, Call asS3) {
        var routes = control.getMultiRegionAccessPointRoutes(
                GetMultiRegionAccessPointRoutesRequest.builder()
                        .accountId(account)
                        .mrap(Objects.requireNonNull(point.alias()))
                        .build(),
                asS3);
        Comparator<MultiRegionAccessPointRoute> nearest =
                Comparator.comparing(route -> !asS3.region().equals(route.region()));
        return routes.routes().stream()
                .filter(route -> route.trafficDialPercentage() > 0)
                .min(nearest)
                .map(route -> new AccessPoint(
                        Objects.requireNonNull(routes.mrap()),
                        account,
                        Objects.requireNonNull(route.bucket()),
                        INTERNET,
                        null,
                        policy(control, point, account, asS3),
                        PublicBlock.of(Objects.requireNonNull(point.publicAccessBlock()))));
    }

    private static @Nullable String policy(
            S3Control control, MultiRegionAccessPointReport point, String account, Call asS3) {
        var policy = control.getMultiRegionAccessPointPolicy(
                        GetMultiRegionAccessPointPolicyRequest.builder()
                                .accountId(account)
                                .name(Objects.requireNonNull(point.name()))
                                .build(),
                        asS3)
                .policy();
        return policy == null || policy.established() == null
                ? null
                : policy.established().policy();
    }
}
