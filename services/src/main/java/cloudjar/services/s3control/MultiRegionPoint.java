package cloudjar.services.s3control;

import cloudjar.api.s3control.MultiRegionAccessPointReport;
import cloudjar.api.s3control.MultiRegionAccessPointRoute;
import cloudjar.api.s3control.MultiRegionAccessPointStatus;
import cloudjar.api.s3control.PublicAccessBlockConfiguration;
import cloudjar.api.s3control.RegionReport;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An access point that leads to buckets of several regions.
 *
 * @param alias by which it is called
 * @param policy null where it has none
 */
record MultiRegionPoint(
        String name,
        String alias,
        Instant created,
        PublicAccessBlockConfiguration publicAccess,
        List<Route> routes,
        @Nullable String policy) {
    private static final int ACTIVE = 100;

    MultiRegionPoint {
        routes = List.copyOf(routes);
    }

    /** @param dial 100 where requests are led there, 0 where they are not */
    record Route(String bucket, String region, String account, int dial) {
        static Route active(String bucket, String region, String account) {
            return new Route(bucket, region, account, ACTIVE);
        }

        MultiRegionAccessPointRoute described() {
            return MultiRegionAccessPointRoute.builder()
                    .bucket(bucket)
                    .region(region)
                    .trafficDialPercentage(dial)
                    .build();
        }

        private boolean isMeantBy(MultiRegionAccessPointRoute update) {
            return (update.bucket() != null || update.region() != null)
                    && (update.bucket() == null || update.bucket().equals(bucket))
                    && (update.region() == null || update.region().equals(region));
        }
    }

    /** It belongs to no region. */
    static String arn(Call call, String alias) {
        return Arn.of("s3", "", call.account(), "accesspoint/" + alias).toString();
    }

    MultiRegionPoint withPolicy(String other) {
        return new MultiRegionPoint(name, alias, created, publicAccess, routes, other);
    }

    /** This with other dials; refuses updates of what is none of its routes, and such as would leave none active. */
    MultiRegionPoint routed(List<MultiRegionAccessPointRoute> updates) {
        List<Route> changed = new ArrayList<>(routes);
        for (MultiRegionAccessPointRoute update : updates) {
            int dial = update.trafficDialPercentage();
            boolean known = false;
            for (int i = 0; i < changed.size(); i++) {
                Route route = changed.get(i);
                if (route.isMeantBy(update)) {
                    changed.set(i, new Route(route.bucket(), route.region(), route.account(), dial));
                    known = true;
                }
            }
            if (!known || dial != 0 && dial != ACTIVE) {
                throw S3ControlErrors.invalidRoute();
            }
        }
        if (changed.stream().noneMatch(route -> route.dial() == ACTIVE)) {
            throw S3ControlErrors.noActiveRoute();
        }
        return new MultiRegionPoint(name, alias, created, publicAccess, changed, policy);
    }

    boolean isPublic() {
        return policy != null && PointPolicy.isPublic(policy);
    }

    MultiRegionAccessPointReport described() {
        return MultiRegionAccessPointReport.builder()
                .name(name)
                .alias(alias)
                .createdAt(created)
                .publicAccessBlock(publicAccess)
                .status_(MultiRegionAccessPointStatus.READY)
                .regions(routes.stream()
                        .map(route -> RegionReport.builder()
                                .bucket(route.bucket())
                                .region(route.region())
                                .bucketAccountId(route.account())
                                .build())
                        .toList())
                .build();
    }
}
