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

    /** S3's service for tables of metadata. */
    private static final String METADATA = "metadata.s3.amazonaws.com";

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

    static final AccessRules RULES = free(objects(
                    metadata(settings(buckets(AccessRules.of("s3").usually(BUCKET))))))
            // CloudTrail looks whether a bucket's policy lets it deliver, S3 Control whether a bucket blocks public
            // policies, and keeps with a bucket the tags that somebody may give it who has s3:TagResource.
            .amongServices(
                    "GetBucketPolicy",
                    "GetPublicAccessBlock",
                    "GetBucketTagging",
                    "PutBucketTagging",
                    "DeleteBucketTagging")
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

    /** What is known of objects, of which tables are made, and the tags that decide. */
    private static AccessRules.Builder metadata(AccessRules.Builder rules) {
        return rules.on("GetBucketAbac", "GetBucketABAC")
                .on("PutBucketAbac", "PutBucketABAC")
                // S3 User Guide, Setting up permissions for configuring metadata tables: named alike for both versions.
                .on(
                        "CreateBucketMetadataConfiguration",
                        Rule.need("s3:CreateBucketMetadataTableConfiguration", BUCKET)
                                .and(Rule.passRole(
                                        asked -> annotationRole(asked.structure("MetadataConfiguration")), METADATA)))
                .on(
                        "UpdateBucketMetadataAnnotationTableConfiguration",
                        Rule.need("s3:UpdateBucketMetadataAnnotationTableConfiguration", BUCKET)
                                .and(Rule.passRole(
                                        asked -> role(asked.structure("AnnotationTableConfiguration")), METADATA)))
                .on("GetBucketMetadataConfiguration", "GetBucketMetadataTableConfiguration")
                .on("DeleteBucketMetadataConfiguration", "DeleteBucketMetadataTableConfiguration");
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
                .on(OBJECT, "GetObjectAnnotation", "PutObjectAnnotation", "ListObjectAnnotations", "RenameObject")
                .on(
                        "DeleteObjectAnnotation",
                        Rule.need("s3:DeleteObjectAnnotation", OBJECT).and(BYPASS))
                .on("UpdateObjectEncryption", PUT.and(Rule.need("s3:UpdateObjectEncryption", OBJECT)))
                .on(
                        "PutObjectRetention",
                        Rule.need("s3:PutObjectRetention", OBJECT).and(BYPASS))
                .on("PutObject", PUT_WITH_ALL)
                .on("PutObjectAcl", versioned("PutObjectAcl", "PutObjectVersionAcl", OBJECT))
                .on("PutObjectTagging", versioned("PutObjectTagging", "PutObjectVersionTagging", OBJECT))
                .on(
                        "CopyObject",
                        GET_SOURCE
                                .and(PUT_WITH_ALL)
                                .and(Rule.need("s3:GetObjectAnnotation", SOURCE)
                                        .and(Rule.need("s3:PutObjectAnnotation", OBJECT))
                                        .when(Annotations::areCopied)))
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
                .on("WriteGetObjectResponse", Rule.need("s3-object-lambda:WriteGetObjectResponse", Locator.NONE));
    }

    /** What needs nothing to be asked. */
    private static AccessRules.Builder free(AccessRules.Builder rules) {
        return rules
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
                        "DeleteWebsiteObject");
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

    private static @Nullable String annotationRole(@Nullable Structure configuration) {
        return configuration == null ? null : role((Structure) configuration.get("AnnotationTableConfiguration"));
    }

    private static @Nullable String role(@Nullable Structure configuration) {
        return configuration == null ? null : (String) configuration.get("Role");
    }

    private static @Nullable String replicationRole(Asked asked) {
        return role(asked.structure("ReplicationConfiguration"));
    }
}
