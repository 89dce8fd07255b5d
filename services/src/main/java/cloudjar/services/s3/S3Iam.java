package cloudjar.services.s3;

import cloudjar.api.s3.ObjectIdentifier;
import cloudjar.api.s3.SessionMode;
import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Action;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.DenialStyle;
import cloudjar.kernel.call.access.Locator;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.Rule;
import cloudjar.kernel.shape.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What operations of S3 need permission for.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Required permissions for
 *     Amazon S3 API operations</a>
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Actions of Amazon S3</a>
 */
final class S3Iam {
    private static final Locator BUCKET = asked -> bucketArn(asked, asked.textOrEmpty("Bucket"));
    private static final Locator OBJECT =
            asked -> bucketArn(asked, asked.textOrEmpty("Bucket") + "/" + asked.textOrEmpty("Key"));
    private static final Locator SOURCE = S3Iam::source;

    private static final Action DELETE = Action.of("s3:DeleteObject");
    private static final Action DELETE_VERSION = Action.of("s3:DeleteObjectVersion");
    private static final Action BYPASS_RETENTION = Action.of("s3:BypassGovernanceRetention");

    private static final Rule PUT = Rule.need("s3:PutObject", OBJECT);

    /** What may be said of an object while it is written. */
    private static final Rule PUT_WITH_ALL = PUT.and(
                    Rule.need("s3:PutObjectAcl", OBJECT).when(S3Iam::setsAcl))
            .and(Rule.need("s3:PutObjectTagging", OBJECT).when(asked -> asked.has("Tagging")))
            .and(Rule.need("s3:PutObjectRetention", OBJECT).when(asked -> asked.has("ObjectLockMode")))
            .and(Rule.need("s3:PutObjectLegalHold", OBJECT).when(asked -> asked.has("ObjectLockLegalHoldStatus")));

    private static final Rule GET = versioned("GetObject", "GetObjectVersion", OBJECT);
    private static final Rule GET_SOURCE = S3Iam::source;
    private static final Rule BYPASS = Rule.need("s3:BypassGovernanceRetention", OBJECT)
            .when(asked -> Boolean.TRUE.equals(asked.input().get("BypassGovernanceRetention")));

    /** Whether there is an object is the business of those who may list the bucket: others are refused. */
    private static final Rule EXISTENCE = Rule.need("s3:ListBucket", BUCKET).when(BucketPolicies::lacksObject);

    /** The rules of reading and copying a source. */
    private static final class SourceRules {
        static final Rule LATEST = Rule.need("s3:GetObject", SOURCE);
        static final Rule VERSION = Rule.need("s3:GetObjectVersion", SOURCE);

        private SourceRules() {}
    }

    static final AccessRules RULES = objects(
                    settings(buckets(AccessRules.of("s3").usually(BUCKET))))
            // CloudTrail looks whether a bucket's policy lets it deliver, S3 Control whether a bucket blocks public
            // policies.
            .amongServices("GetBucketPolicy", "GetPublicAccessBlock")
            .instead(DirectoryIam::rule)
            .keys(S3Keys::values)
            .denies(DenialStyle.USUAL.withQuotes().withWords(DenialStyle.Words.REASON_AT_HOME))
            .build();

    private S3Iam() {}

    private static AccessRules.Builder buckets(AccessRules.Builder rules) {
        return rules.on(
                        "CreateBucket",
                        Rule.need("s3:CreateBucket", BUCKET)
                                .and(Rule.need("s3:PutBucketAcl", BUCKET).when(S3Iam::setsAcl))
                                .and(Rule.need("s3:PutBucketOwnershipControls", BUCKET)
                                        .when(asked -> asked.has("ObjectOwnership")))
                                .and(Rule.need("s3:PutBucketObjectLockConfiguration", BUCKET)
                                        .and(Rule.need("s3:PutBucketVersioning", BUCKET))
                                        .when(asked -> Boolean.TRUE.equals(
                                                asked.input().get("ObjectLockEnabledForBucket")))))
                .on("ListDirectoryBuckets", Rule.need("s3express:ListAllMyDirectoryBuckets", Locator.NONE))
                .on("ListBuckets", Rule.need("s3:ListAllMyBuckets", Locator.NONE))
                .on("HeadBucket", "ListBucket")
                .on("ListObjects", "ListBucket")
                .on("ListObjectsV2", "ListBucket")
                .on("ListObjectVersions", "ListBucketVersions")
                .on("ListMultipartUploads", "ListBucketMultipartUploads");
    }

    /** What a bucket is set to: often the action is named otherwise than the operation, and taking away is changing. */
    private static AccessRules.Builder settings(AccessRules.Builder rules) {
        return rules.on("GetBucketAccelerateConfiguration", "GetAccelerateConfiguration")
                .on("PutBucketAccelerateConfiguration", "PutAccelerateConfiguration")
                .on("GetBucketAnalyticsConfiguration", "GetAnalyticsConfiguration")
                .on("ListBucketAnalyticsConfigurations", "GetAnalyticsConfiguration")
                .on("PutBucketAnalyticsConfiguration", "PutAnalyticsConfiguration")
                .on("DeleteBucketAnalyticsConfiguration", "PutAnalyticsConfiguration")
                .on("GetBucketCors", "GetBucketCORS")
                .on("PutBucketCors", "PutBucketCORS")
                .on("DeleteBucketCors", "PutBucketCORS")
                .on("GetBucketEncryption", "GetEncryptionConfiguration")
                .on("PutBucketEncryption", "PutEncryptionConfiguration")
                .on("DeleteBucketEncryption", "PutEncryptionConfiguration")
                .on("GetBucketIntelligentTieringConfiguration", "GetIntelligentTieringConfiguration")
                .on("ListBucketIntelligentTieringConfigurations", "GetIntelligentTieringConfiguration")
                .on("PutBucketIntelligentTieringConfiguration", "PutIntelligentTieringConfiguration")
                .on("DeleteBucketIntelligentTieringConfiguration", "PutIntelligentTieringConfiguration")
                .on("GetBucketInventoryConfiguration", "GetInventoryConfiguration")
                .on("ListBucketInventoryConfigurations", "GetInventoryConfiguration")
                .on("PutBucketInventoryConfiguration", "PutInventoryConfiguration")
                .on("DeleteBucketInventoryConfiguration", "PutInventoryConfiguration")
                .on("GetBucketLifecycleConfiguration", "GetLifecycleConfiguration")
                .on("PutBucketLifecycleConfiguration", "PutLifecycleConfiguration")
                .on("DeleteBucketLifecycle", "PutLifecycleConfiguration")
                .on("GetBucketMetricsConfiguration", "GetMetricsConfiguration")
                .on("ListBucketMetricsConfigurations", "GetMetricsConfiguration")
                .on("PutBucketMetricsConfiguration", "PutMetricsConfiguration")
                .on("DeleteBucketMetricsConfiguration", "PutMetricsConfiguration")
                .on("GetBucketNotificationConfiguration", "GetBucketNotification")
                .on("PutBucketNotificationConfiguration", "PutBucketNotification")
                .on("DeleteBucketOwnershipControls", "PutBucketOwnershipControls")
                .on("GetPublicAccessBlock", "GetBucketPublicAccessBlock")
                .on("PutPublicAccessBlock", "PutBucketPublicAccessBlock")
                .on("DeletePublicAccessBlock", "PutBucketPublicAccessBlock")
                .on("GetBucketReplication", "GetReplicationConfiguration")
                .on(
                        "PutBucketReplication",
                        Rule.need("s3:PutReplicationConfiguration", BUCKET)
                                .and(Rule.passRole(S3Iam::replicationRole, "s3.amazonaws.com")))
                .on("DeleteBucketReplication", "PutReplicationConfiguration")
                .on("DeleteBucketTagging", "PutBucketTagging")
                .on("GetObjectLockConfiguration", "GetBucketObjectLockConfiguration")
                .on("PutObjectLockConfiguration", "PutBucketObjectLockConfiguration");
    }

    private static AccessRules.Builder objects(AccessRules.Builder rules) {
        return rules.on("GetObject", GET.and(EXISTENCE))
                .on("HeadObject", GET.and(EXISTENCE))
                .on("SelectObjectContent", GET)
                .on("GetObjectAcl", versioned("GetObjectAcl", "GetObjectVersionAcl", OBJECT))
                .on(
                        "GetObjectAttributes",
                        GET.and(versioned("GetObjectAttributes", "GetObjectVersionAttributes", OBJECT))
                                .and(EXISTENCE))
                .on("GetObjectTagging", versioned("GetObjectTagging", "GetObjectVersionTagging", OBJECT))
                .on("GetObjectTorrent", versioned("GetObjectTorrent", "GetObjectVersionTorrent", OBJECT))
                .on(OBJECT, "GetObjectLegalHold", "GetObjectRetention", "PutObjectLegalHold", "RestoreObject")
                .on(OBJECT, "GetObjectAnnotation", "PutObjectAnnotation", "DeleteObjectAnnotation")
                .on(OBJECT, "ListObjectAnnotations", "RenameObject", "UpdateObjectEncryption")
                .on(
                        "PutObjectRetention",
                        Rule.need("s3:PutObjectRetention", OBJECT).and(BYPASS))
                .on("PutObject", PUT_WITH_ALL)
                .on("PutObjectAcl", versioned("PutObjectAcl", "PutObjectVersionAcl", OBJECT))
                .on("PutObjectTagging", versioned("PutObjectTagging", "PutObjectVersionTagging", OBJECT))
                .on("CopyObject", GET_SOURCE.and(PUT_WITH_ALL))
                .on("CreateMultipartUpload", PUT_WITH_ALL)
                .on("UploadPart", PUT)
                .on("UploadPartCopy", GET_SOURCE.and(PUT))
                .on("CompleteMultipartUpload", PUT)
                .on(OBJECT, "AbortMultipartUpload")
                .on("ListParts", Rule.need("s3:ListMultipartUploadParts", OBJECT))
                .on(
                        "DeleteObject",
                        versioned("DeleteObject", "DeleteObjectVersion", OBJECT).and(BYPASS))
                .on("DeleteObjectTagging", versioned("DeleteObjectTagging", "DeleteObjectVersionTagging", OBJECT))
                // Each key is asked about by itself, and the answer tells which were refused.
                .free("DeleteObjects")
                // Whose form it is stands in the form, and so its service asks.
                .free("PostObject")
                // What browsers ask about pages anybody may ask; a page of a website is read as who asks for it.
                .free(
                        "OptionsObject",
                        "OptionsBucket",
                        "GetWebsiteObject",
                        "HeadWebsiteObject",
                        "PostWebsiteObject",
                        "PutWebsiteObject",
                        "DeleteWebsiteObject")
                .on("WriteGetObjectResponse", Rule.need("s3-object-lambda:WriteGetObjectResponse", Locator.NONE));
    }

    /** An action that has another name where the request names a version. */
    private static Rule versioned(String action, String versionAction, Locator resource) {
        Rule latest = Rule.need("s3:" + action, resource);
        Rule version = Rule.need("s3:" + versionAction, resource);
        return (asked, into) -> (asked.has("VersionId") ? version : latest).needs(asked, into);
    }

    /** What deleting one of many keys needs. */
    static List<Need> deletions(Asked asked, ObjectIdentifier identifier) {
        String arn = bucketArn(asked, asked.textOrEmpty("Bucket") + "/" + identifier.key());
        List<Need> needs = new ArrayList<>();
        needs.add(Need.of(identifier.versionId() == null ? DELETE : DELETE_VERSION, arn));
        if (Boolean.TRUE.equals(asked.input().get("BypassGovernanceRetention"))) {
            needs.add(Need.of(BYPASS_RETENTION, arn));
        }
        return needs;
    }

    private static String bucketArn(Asked asked, String resource) {
        return "arn:" + asked.call().partition().id() + ":s3:::" + resource;
    }

    /** What reading the source of a copy needs. */
    static void source(Asked asked, Consumer<Need> into) {
        String bucket = CopySource.parse(asked.textOrEmpty("CopySource")).bucket();
        if (DirectoryName.is(bucket)) {
            into.accept(DirectoryIam.session(asked, bucket, SessionMode.READ_ONLY));
        } else {
            (sourceVersion(asked) == null ? SourceRules.LATEST : SourceRules.VERSION).needs(asked, into);
        }
    }

    private static String source(Asked asked) {
        CopySource source = CopySource.parse(asked.textOrEmpty("CopySource"));
        return bucketArn(asked, source.bucket() + "/" + source.key());
    }

    private static @Nullable String sourceVersion(Asked asked) {
        return CopySource.parse(asked.textOrEmpty("CopySource")).versionId();
    }

    private static boolean setsAcl(Asked asked) {
        return List.of("ACL", "GrantFullControl", "GrantRead", "GrantReadACP", "GrantWrite", "GrantWriteACP").stream()
                .anyMatch(asked::has);
    }

    private static @Nullable String replicationRole(Asked asked) {
        Structure configuration = asked.structure("ReplicationConfiguration");
        return configuration == null ? null : (String) configuration.get("Role");
    }
}
