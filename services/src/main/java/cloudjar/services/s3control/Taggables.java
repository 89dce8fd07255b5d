package cloudjar.services.s3control;

import cloudjar.api.s3.DeleteBucketTaggingRequest;
import cloudjar.api.s3.GetBucketTaggingRequest;
import cloudjar.api.s3.PutBucketTaggingRequest;
import cloudjar.api.s3.S3;
import cloudjar.api.s3.Tagging;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What has tags that S3 Control knows by its ARN: buckets, whose tags S3 keeps, access points, and what keeps its tags
 * beside itself: access grants and all that belongs to them, groups of Storage Lens.
 */
final class Taggables {
    private static final String ACCESS_POINT = "accesspoint/";
    private static final String NO_TAGS = "NoSuchTagSet";

    private final Cloud cloud;

    Taggables(Cloud cloud) {
        this.cloud = cloud;
    }

    private static Arn parsed(String text) {
        return Arn.parse(text).filter(arn -> arn.service().equals("s3")).orElseThrow(S3ControlErrors::noResource);
    }

    Map<String, String> tags(String resource, Call call) {
        Arn arn = parsed(resource);
        if (arn.resource().startsWith(ACCESS_POINT)) {
            String name = arn.resource().substring(ACCESS_POINT.length());
            return call.read(snapshot -> points(call)
                    .get(snapshot, name)
                    .orElseThrow(S3ControlErrors::noResource)
                    .tags());
        }
        if (arn.resource().contains("/")) {
            return call.read(snapshot -> TagSet.find(snapshot, call, resource))
                    .orElseThrow(S3ControlErrors::noResource);
        }
        return ofBucket(arn.resource(), call);
    }

    private static ScopedTable<String, StoredAccessPoint> points(Call call) {
        return S3ControlTables.ACCESS_POINTS.in(call.scope());
    }

    /** Who may tag was decided already, by s3:TagResource: S3 is asked by the service itself, for buckets of the account alone. */
    private static Call asControl(Call call) {
        return call.as(new Principal.Service("s3-control.amazonaws.com"));
    }

    private Map<String, String> ofBucket(String bucket, Call call) {
        try {
            Map<String, String> tags = new LinkedHashMap<>();
            cloud.client(S3.API)
                    .getBucketTagging(
                            GetBucketTaggingRequest.builder()
                                    .bucket(bucket)
                                    .expectedBucketOwner(call.account())
                                    .build(),
                            asControl(call))
                    .tagSet()
                    .forEach(tag -> tags.put(tag.key(), tag.value()));
            return tags;
        } catch (ApiException refused) {
            if (refused.code().equals(NO_TAGS)) {
                return Map.of();
            }
            throw refused.code().equals("NoSuchBucket") ? S3ControlErrors.noResource() : refused;
        }
    }

    void change(String resource, Call call, UnaryOperator<Map<String, String>> change) {
        Arn arn = parsed(resource);
        if (arn.resource().startsWith(ACCESS_POINT)) {
            String name = arn.resource().substring(ACCESS_POINT.length());
            call.write(tx -> {
                StoredAccessPoint point = points(call).get(tx, name).orElseThrow(S3ControlErrors::noResource);
                points(call).put(tx, name, point.withTags(change.apply(point.tags())));
                return true;
            });
            return;
        }
        if (arn.resource().contains("/")) {
            call.write(tx -> {
                Map<String, String> tags = TagSet.find(tx, call, resource).orElseThrow(S3ControlErrors::noResource);
                TagSet.put(tx, call, resource, change.apply(tags));
                return true;
            });
            return;
        }
        Map<String, String> changed = change.apply(ofBucket(arn.resource(), call));
        S3 s3 = cloud.client(S3.API);
        if (changed.isEmpty()) {
            s3.deleteBucketTagging(
                    DeleteBucketTaggingRequest.builder()
                            .bucket(arn.resource())
                            .expectedBucketOwner(call.account())
                            .build(),
                    asControl(call));
            return;
        }
        Tagging tagging = Tagging.builder()
                .tagSet(changed.entrySet().stream()
                        .map(tag -> cloudjar.api.s3.Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
        s3.putBucketTagging(
                PutBucketTaggingRequest.builder()
                        .bucket(arn.resource())
                        .expectedBucketOwner(call.account())
                        .tagging(tagging)
                        .build(),
                asControl(call));
    }
}
