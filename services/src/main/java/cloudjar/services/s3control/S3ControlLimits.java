package cloudjar.services.s3control;

import cloudjar.kernel.limit.Limit;

/** Quotas of S3 Control. */
final class S3ControlLimits {
    static final Limit ACCESS_POINTS = Limit.of(
            10_000,
            "access points per account and region",
            "Amazon S3 User Guide, Access points restrictions and limitations");
    static final Limit PAGE = Limit.of(1000, "entries per page", "Amazon S3 API Reference, ListAccessPoints");
    static final Limit TAGS = Limit.of(50, "tags per resource", "Amazon S3 API Reference, TagResource");
    static final Limit TASKS =
            Limit.of(20_000_000_000L, "objects per job", "Amazon S3 User Guide, S3 Batch Operations");

    static final Limit GRANTS_LOCATIONS = Limit.of(
            1000, "locations per access grants instance", "Amazon S3 User Guide, S3 Access Grants limitations");
    static final Limit ACCESS_GRANTS = Limit.of(
            100_000, "grants per access grants instance", "Amazon S3 User Guide, S3 Access Grants limitations");
    static final Limit LENSES =
            Limit.of(50, "configurations of Storage Lens per home region", "AWS General Reference, Amazon S3 quotas");
    static final Limit LENS_GROUPS = Limit.of(
            50,
            "groups of Storage Lens per home region",
            "Amazon S3 API Reference, Error responses, TooManyConfigurations");
    static final Limit MULTI_REGION_POINTS = Limit.of(
            100, "multi-region access points per account", "Amazon S3 API Reference, ListMultiRegionAccessPoints");
    static final Limit MULTI_REGION_BUCKETS = Limit.of(
            17,
            "buckets per multi-region access point",
            "Amazon S3 User Guide, Multi-Region Access Point restrictions");
    static final Limit POINT_REQUESTS =
            Limit.of(1000, "requests about multi-region access points that are remembered", "cloudjar's own");

    private S3ControlLimits() {}
}
