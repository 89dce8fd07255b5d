package cloudjar.services.s3;

import cloudjar.kernel.limit.Limit;

/** S3's quotas. */
final class S3Limits {
    private static final String QUOTAS = "AWS General Reference, Amazon S3 endpoints and quotas";
    private static final String NAMING = "Amazon S3 User Guide, General purpose bucket naming rules";
    private static final String KEYS = "Amazon S3 User Guide, Naming Amazon S3 objects";
    private static final String METADATA = "Amazon S3 User Guide, Working with object metadata";
    private static final String MULTIPART = "Amazon S3 User Guide, Amazon S3 multipart upload limits";
    private static final String LISTS = "Amazon S3 API Reference, ListObjectsV2";
    private static final String LIFECYCLE = "Amazon S3 API Reference, LifecycleRule";
    private static final String OBJECT_TAGS = "Amazon S3 User Guide, Categorizing your objects using tags";
    private static final String ANNOTATIONS = "Amazon S3 User Guide, Annotating your objects";
    private static final String BUCKET_TAGS = "Amazon S3 User Guide, Using cost allocation S3 bucket tags";

    static final Limit BUCKETS = new Limit(10_000, 100, "buckets per account", QUOTAS);
    static final Limit BUCKET_NAME_MIN = Limit.of(3, "characters", NAMING);
    static final Limit BUCKET_NAME_MAX = Limit.of(63, "characters", NAMING);
    static final Limit KEY = Limit.of(1024, "bytes in UTF-8", KEYS);
    static final Limit USER_METADATA = Limit.of(2048, "bytes of names and values", METADATA);
    static final Limit PART_NUMBER_MAX = Limit.of(10_000, "parts per upload", MULTIPART);
    static final Limit SESSION_SECONDS =
            Limit.of(300, "seconds per session with a directory bucket", "Amazon S3 API Reference, CreateSession");
    static final Limit PART_MIN = Limit.of(5L << 20, "bytes, but for the last part", MULTIPART);
    static final Limit PUT_MAX = Limit.of(5L << 30, "bytes in one upload or part", MULTIPART);
    static final Limit PAGE = Limit.of(1000, "entries per page", LISTS);
    static final Limit BUCKET_PAGE = Limit.of(10_000, "buckets per page", "Amazon S3 API Reference, ListBuckets");
    static final Limit DELETE_BATCH = Limit.of(1000, "keys per request", "Amazon S3 API Reference, DeleteObjects");
    static final Limit CORS_RULES =
            Limit.of(100, "rules per bucket", "Amazon S3 User Guide, Elements of a CORS configuration");
    static final Limit LIFECYCLE_RULES = Limit.of(1000, "rules per bucket", LIFECYCLE);
    static final Limit LIFECYCLE_ID = Limit.of(255, "characters", LIFECYCLE);
    static final Limit REPORTS = Limit.of(
            1000, "configurations of a kind per bucket", "Amazon S3 API Reference, PutBucketMetricsConfiguration");
    static final Limit REPORT_PAGE =
            Limit.of(100, "configurations per page", "Amazon S3 API Reference, ListBucketMetricsConfigurations");
    static final Limit TAGS_OF_OBJECT = Limit.of(10, "tags per object", OBJECT_TAGS);
    static final Limit TAGS_OF_BUCKET = Limit.of(50, "tags per bucket", BUCKET_TAGS);
    static final Limit TAG_KEY = Limit.of(128, "characters", OBJECT_TAGS);
    static final Limit TAG_VALUE = Limit.of(256, "characters", OBJECT_TAGS);

    static final Limit ANNOTATIONS_OF_OBJECT = Limit.of(1000, "annotations per version of an object", ANNOTATIONS);
    static final Limit ANNOTATION_NAME = Limit.of(512, "bytes in UTF-8", ANNOTATIONS);
    static final Limit ANNOTATION = Limit.of(1L << 20, "bytes", ANNOTATIONS);

    static final Limit ROUTING_RULES =
            Limit.of(50, "rules per website", "Amazon S3 User Guide, Configuring advanced conditional redirects");
    static final Limit FORM_FIELDS =
            Limit.of(20 << 10, "bytes before the file", "Amazon S3 API Reference, POST Object, Form fields");

    static final Limit REPLICATION_RULES =
            Limit.of(1000, "rules per bucket", "Amazon S3 API Reference, ReplicationConfiguration");

    private S3Limits() {}
}
