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

    private S3ControlLimits() {}
}
