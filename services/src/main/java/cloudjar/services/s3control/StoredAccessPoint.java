package cloudjar.services.s3control;

import cloudjar.api.s3control.AccessPoint;
import cloudjar.api.s3control.GetAccessPointResult;
import cloudjar.api.s3control.NetworkOrigin;
import cloudjar.api.s3control.PublicAccessBlockConfiguration;
import cloudjar.api.s3control.VpcConfiguration;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An access point.
 *
 * @param random what tells its alias apart
 * @param vpcId null where it can be reached from the internet
 * @param policy null where it has none
 * @param tags in the order in which they were given
 */
record StoredAccessPoint(
        String name,
        String bucket,
        String bucketAccount,
        String random,
        Instant created,
        @Nullable String vpcId,
        PublicAccessBlockConfiguration publicAccess,
        @Nullable String policy,
        Map<String, String> tags) {
    private static final String SERVICE = "s3";

    StoredAccessPoint {
        tags = new LinkedHashMap<>(tags);
    }

    /** A name by which requests may know it in the place of a bucket's. */
    String alias() {
        return name + "-" + random + "-s3alias";
    }

    Arn arn(Call call) {
        return Arn.of(SERVICE, call.region(), call.account(), "accesspoint/" + name);
    }

    StoredAccessPoint withPolicy(@Nullable String newPolicy) {
        return new StoredAccessPoint(
                name, bucket, bucketAccount, random, created, vpcId, publicAccess, newPolicy, tags);
    }

    StoredAccessPoint withTags(Map<String, String> newTags) {
        return new StoredAccessPoint(
                name, bucket, bucketAccount, random, created, vpcId, publicAccess, policy, newTags);
    }

    /** Whether its policy lets in callers who are not fixed: what can be reached from one VPC alone never does. */
    boolean isPublic() {
        return vpcId == null && policy != null && PointPolicy.isPublic(policy);
    }

    private String origin() {
        return vpcId == null ? NetworkOrigin.INTERNET : NetworkOrigin.VPC;
    }

    private @Nullable VpcConfiguration vpc() {
        return vpcId == null ? null : VpcConfiguration.builder().vpcId(vpcId).build();
    }

    /** As lists show it. */
    AccessPoint listed(Call call) {
        return AccessPoint.builder()
                .name(name)
                .networkOrigin(origin())
                .vpcConfiguration(vpc())
                .bucket(bucket)
                .bucketAccountId(bucketAccount)
                .accessPointArn(arn(call).toString())
                .alias(alias())
                .build();
    }

    GetAccessPointResult described(Call call) {
        Map<String, String> endpoints = new LinkedHashMap<>();
        String suffix = "." + call.region() + ".amazonaws.com";
        endpoints.put("ipv4", "s3-accesspoint" + suffix);
        endpoints.put("fips", "s3-accesspoint-fips" + suffix);
        endpoints.put("dualstack", "s3-accesspoint.dualstack" + suffix);
        endpoints.put("fips_dualstack", "s3-accesspoint-fips.dualstack" + suffix);
        return GetAccessPointResult.builder()
                .name(name)
                .bucket(bucket)
                .bucketAccountId(bucketAccount)
                .networkOrigin(origin())
                .vpcConfiguration(vpc())
                .publicAccessBlockConfiguration(publicAccess)
                .creationDate(created)
                .alias(alias())
                .accessPointArn(arn(call).toString())
                .endpoints(endpoints)
                .build();
    }
}
