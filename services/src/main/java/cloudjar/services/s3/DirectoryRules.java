package cloudjar.services.s3;

import cloudjar.api.s3.ServerSideEncryption;
import cloudjar.api.s3.SessionMode;
import cloudjar.api.s3.StorageClass;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.Invoker;
import cloudjar.kernel.call.ServiceApi;
import cloudjar.kernel.call.access.Access;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Headers;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What directory buckets take and what they refuse, before an operation learns of it; and what sessions with them are good for.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-differences.html">Differences for directory
 *     buckets</a>
 */
final class DirectoryRules implements Invoker {
    /** The operations that directory buckets alone have. */
    private static final Set<String> OWN = Set.of("CreateSession", "RenameObject");

    static final Set<String> READS = Set.of(
            "GetObject", "GetObjectAttributes", "HeadObject", "ListMultipartUploads", "ListObjectsV2", "ListParts");

    private static final Set<String> WRITES = Set.of(
            "AbortMultipartUpload",
            "CompleteMultipartUpload",
            "CreateMultipartUpload",
            "DeleteObject",
            "DeleteObjects",
            "PutObject",
            "RenameObject",
            "UploadPart",
            "UploadPartCopy");

    /** The operations on buckets themselves, with the actions that they need. */
    static final Map<String, String> REGIONAL = Map.ofEntries(
            Map.entry("CreateBucket", "CreateBucket"),
            Map.entry("DeleteBucket", "DeleteBucket"),
            Map.entry("DeleteBucketEncryption", "PutEncryptionConfiguration"),
            Map.entry("DeleteBucketLifecycle", "PutLifecycleConfiguration"),
            Map.entry("DeleteBucketPolicy", "DeleteBucketPolicy"),
            Map.entry("GetBucketEncryption", "GetEncryptionConfiguration"),
            Map.entry("GetBucketLifecycleConfiguration", "GetLifecycleConfiguration"),
            Map.entry("GetBucketPolicy", "GetBucketPolicy"),
            Map.entry("PutBucketEncryption", "PutEncryptionConfiguration"),
            Map.entry("PutBucketLifecycleConfiguration", "PutLifecycleConfiguration"),
            Map.entry("PutBucketPolicy", "PutBucketPolicy"));

    private static final Set<String> SIGNED_OTHERWISE = Set.of("CopyObject", "CreateSession", "HeadBucket");

    /** What requests may say of other buckets' objects, with the header that says it. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("ACL", "x-amz-acl"),
            Map.entry("GrantFullControl", "x-amz-grant-full-control"),
            Map.entry("GrantRead", "x-amz-grant-read"),
            Map.entry("GrantReadACP", "x-amz-grant-read-acp"),
            Map.entry("GrantWrite", "x-amz-grant-write"),
            Map.entry("GrantWriteACP", "x-amz-grant-write-acp"),
            Map.entry("ObjectLockEnabledForBucket", "x-amz-bucket-object-lock-enabled"),
            Map.entry("ObjectLockLegalHoldStatus", "x-amz-object-lock-legal-hold"),
            Map.entry("ObjectLockMode", "x-amz-object-lock-mode"),
            Map.entry("ObjectLockRetainUntilDate", "x-amz-object-lock-retain-until-date"),
            Map.entry("SSECustomerAlgorithm", "x-amz-server-side-encryption-customer-algorithm"),
            Map.entry("StartAfter", "start-after"),
            Map.entry("Tagging", "x-amz-tagging"),
            Map.entry("WebsiteRedirectLocation", "x-amz-website-redirect-location"));

    private final AccessPointNames names;
    private final Access access;

    DirectoryRules(AccessPointNames names, Access access) {
        this.names = names;
        this.access = access;
    }

    @Override
    public Structure invoke(ServiceApi<?> api, OperationSchema operation, Structure input, Call call) {
        String bucket = operation.input().member("Bucket") == null ? null : Members.text(input, "Bucket");
        Credential signer = call.credential();
        Optional<ExpressSession> session = signer == null || signer.sessionToken() == null
                ? Optional.empty()
                : call.read(snapshot -> ExpressSessions.of(snapshot, call));
        session.ifPresent(used -> requireUsable(used, operation, bucket, call));
        if (!DirectoryName.is(bucket)) {
            if (OWN.contains(operation.name())) {
                throw DirectoryErrors.notOfThisBucket(operation.name());
            }
            return names.invoke(api, operation, input, call);
        }
        requireKnown(operation);
        refuse(operation, input);
        return names.invoke(api, operation, meant(operation, input, call), call);
    }

    private static void requireUsable(
            ExpressSession session, OperationSchema operation, @Nullable String bucket, Call call) {
        if (!session.expires().isAfter(call.time())) {
            throw DirectoryErrors.expiredSession();
        }
        // What is done to a bucket itself needs the permissions of whoever began the session, who could sign it
        // as well: at endpoints that are not AWS's, SDKs sign with the session.
        boolean may = !session.readsOnly()
                || READS.contains(operation.name())
                || REGIONAL.containsKey(operation.name())
                || operation.name().equals("HeadBucket");
        if (!may || !session.bucket().equals(bucket)) {
            throw S3Errors.accessDenied();
        }
    }

    private static void requireKnown(OperationSchema operation) {
        String name = operation.name();
        if (!READS.contains(name)
                && !WRITES.contains(name)
                && !REGIONAL.containsKey(name)
                && !SIGNED_OTHERWISE.contains(name)) {
            throw DirectoryErrors.notOfDirectories(name);
        }
    }

    private static void refuse(OperationSchema operation, Structure input) {
        REFUSED.forEach((member, header) -> {
            if (operation.input().member(member) != null && isSaid(input.get(member))) {
                throw S3Errors.headerNotAccepted(header, "Directory buckets do not support it");
            }
        });
        String version = Members.text(input, "VersionId");
        if (version != null && !version.equals(VersionId.NULL)) {
            throw S3Errors.headerNotAccepted("versionId", "Directory buckets keep no versions");
        }
        if (ServerSideEncryption.AWS_KMS_DSSE.equals(Members.text(input, "ServerSideEncryption"))) {
            throw ObjectErrors.invalidEncryption(ServerSideEncryption.AWS_KMS_DSSE);
        }
        String storageClass = Members.text(input, "StorageClass");
        if (storageClass != null && !storageClass.equals(StorageClass.EXPRESS_ONEZONE)) {
            throw ObjectErrors.invalidStorageClass(storageClass);
        }
        if (operation.name().startsWith("List")) {
            requireDirectories(input);
        }
    }

    private static boolean isSaid(@Nullable Object value) {
        return value != null && !value.equals("") && !value.equals(false);
    }

    private static void requireDirectories(Structure input) {
        String delimiter = Members.text(input, "Delimiter");
        if (delimiter != null && !delimiter.isEmpty() && !delimiter.equals("/")) {
            throw DirectoryErrors.delimiter(delimiter);
        }
        String prefix = Members.text(input, "Prefix");
        if (prefix != null && !prefix.isEmpty() && !prefix.endsWith("/")) {
            throw DirectoryErrors.prefix(prefix);
        }
    }

    /** The request with what is left to us filled in: the storage class is the bucket's, the mode what the caller may at most. */
    private Structure meant(OperationSchema operation, Structure input, Call call) {
        Map<String, Object> filled = new HashMap<>();
        if (Members.text(input, "StorageClass") != null) {
            filled.put("StorageClass", StorageClass.STANDARD);
        }
        if (operation.name().equals("CreateSession") && Members.text(input, "SessionMode") == null) {
            filled.put("SessionMode", mode(operation, input, call));
        }
        return filled.isEmpty() ? input : Members.with(input, filled);
    }

    private String mode(OperationSchema operation, Structure input, Call call) {
        for (String mode : List.of(SessionMode.READ_WRITE, SessionMode.READ_ONLY)) {
            boolean may = call.read(snapshot -> {
                Asked asked = new Asked(operation, input, call, snapshot, Headers.NONE);
                return access.allows(asked, DirectoryIam.session(asked, mode));
            });
            if (may) {
                return mode;
            }
        }
        throw S3Errors.accessDenied();
    }
}
