package cloudjar.services.s3control;

import cloudjar.api.s3.CopyObjectRequest;
import cloudjar.api.s3.DeleteObjectTaggingRequest;
import cloudjar.api.s3.GlacierJobParameters;
import cloudjar.api.s3.ObjectLockLegalHold;
import cloudjar.api.s3.ObjectLockRetention;
import cloudjar.api.s3.PutObjectAclRequest;
import cloudjar.api.s3.PutObjectLegalHoldRequest;
import cloudjar.api.s3.PutObjectRetentionRequest;
import cloudjar.api.s3.PutObjectTaggingRequest;
import cloudjar.api.s3.RestoreObjectRequest;
import cloudjar.api.s3.RestoreRequest;
import cloudjar.api.s3.S3;
import cloudjar.api.s3.Tag;
import cloudjar.api.s3.Tagging;
import cloudjar.api.s3control.JobOperation;
import cloudjar.api.s3control.S3CopyObjectOperation;
import cloudjar.api.s3control.S3InitiateRestoreObjectOperation;
import cloudjar.api.s3control.S3SetObjectAclOperation;
import cloudjar.api.s3control.S3SetObjectRetentionOperation;
import cloudjar.api.s3control.S3Tag;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.s3control.JobWork.Task;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The operations of jobs that S3 itself does, an object each. */
record JobTasks(S3 s3, JobOperation operation) {
    /** Whether it is one of them. */
    boolean known() {
        return operation.s3PutObjectCopy() != null
                || operation.s3PutObjectTagging() != null
                || operation.s3DeleteObjectTagging() != null
                || operation.s3PutObjectAcl() != null
                || operation.s3InitiateRestoreObject() != null
                || operation.s3PutObjectRetention() != null
                || operation.s3PutObjectLegalHold() != null;
    }

    void run(Task task, Call call) {
        if (operation.s3PutObjectCopy() != null) {
            copy(operation.s3PutObjectCopy(), task, call);
        } else if (operation.s3PutObjectTagging() != null) {
            s3.putObjectTagging(
                    PutObjectTaggingRequest.builder()
                            .bucket(task.bucket())
                            .key(task.key())
                            .versionId(task.version())
                            .tagging(tagging(operation.s3PutObjectTagging().tagSet()))
                            .build(),
                    call);
        } else if (operation.s3DeleteObjectTagging() != null) {
            s3.deleteObjectTagging(
                    DeleteObjectTaggingRequest.builder()
                            .bucket(task.bucket())
                            .key(task.key())
                            .versionId(task.version())
                            .build(),
                    call);
        } else if (operation.s3PutObjectAcl() != null) {
            acl(operation.s3PutObjectAcl(), task, call);
        } else if (operation.s3InitiateRestoreObject() != null) {
            restore(operation.s3InitiateRestoreObject(), task, call);
        } else if (operation.s3PutObjectRetention() != null) {
            retain(operation.s3PutObjectRetention(), task, call);
        } else {
            hold(task, call);
        }
    }

    private static Tagging tagging(List<S3Tag> tags) {
        return Tagging.builder()
                .tagSet(tags.stream()
                        .map(tag ->
                                Tag.builder().key(tag.key()).value(tag.value()).build())
                        .toList())
                .build();
    }

    private void copy(S3CopyObjectOperation copy, Task task, Call call) {
        String target = Arn.parse(Objects.requireNonNullElse(copy.targetResource(), ""))
                .map(Arn::resource)
                .orElse(task.bucket());
        String prefix = Objects.requireNonNullElse(copy.targetKeyPrefix(), "");
        String source = task.bucket() + "/" + coded(task.key()).replace("%2F", "/");
        String tags = copy.newObjectTagging().stream()
                .map(tag -> coded(tag.key()) + "=" + coded(tag.value()))
                .collect(Collectors.joining("&"));
        s3.copyObject(
                CopyObjectRequest.builder()
                        .bucket(target)
                        .key(prefix + task.key())
                        .copySource(task.version() == null ? source : source + "?versionId=" + task.version())
                        .acl(copy.cannedAccessControlList())
                        .metadataDirective(copy.metadataDirective())
                        .storageClass(copy.storageClass())
                        .taggingDirective(tags.isEmpty() ? null : "REPLACE")
                        .tagging(tags.isEmpty() ? null : tags)
                        .websiteRedirectLocation(copy.redirectLocation())
                        .checksumAlgorithm(copy.checksumAlgorithm())
                        .objectLockMode(copy.objectLockMode())
                        .objectLockRetainUntilDate(copy.objectLockRetainUntilDate())
                        .objectLockLegalHoldStatus(copy.objectLockLegalHoldStatus())
                        .build(),
                call);
    }

    private static String coded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void acl(S3SetObjectAclOperation acl, Task task, Call call) {
        String canned = acl.accessControlPolicy() == null
                ? null
                : acl.accessControlPolicy().cannedAccessControlList();
        if (canned == null) {
            throw NotImplemented.of("s3control", "CreateJob that gives objects grants");
        }
        s3.putObjectAcl(
                PutObjectAclRequest.builder()
                        .bucket(task.bucket())
                        .key(task.key())
                        .versionId(task.version())
                        .acl(canned)
                        .build(),
                call);
    }

    private void restore(S3InitiateRestoreObjectOperation restore, Task task, Call call) {
        String tier = Objects.requireNonNullElse(restore.glacierJobTier(), "STANDARD");
        s3.restoreObject(
                RestoreObjectRequest.builder()
                        .bucket(task.bucket())
                        .key(task.key())
                        .versionId(task.version())
                        .restoreRequest(RestoreRequest.builder()
                                .days(restore.expirationInDays())
                                .glacierJobParameters(GlacierJobParameters.builder()
                                        .tier(tier.equals("BULK") ? "Bulk" : "Standard")
                                        .build())
                                .build())
                        .build(),
                call);
    }

    private void retain(S3SetObjectRetentionOperation retain, Task task, Call call) {
        s3.putObjectRetention(
                PutObjectRetentionRequest.builder()
                        .bucket(task.bucket())
                        .key(task.key())
                        .versionId(task.version())
                        .bypassGovernanceRetention(retain.bypassGovernanceRetention())
                        .retention(ObjectLockRetention.builder()
                                .mode(retain.retention().mode())
                                .retainUntilDate(retain.retention().retainUntilDate())
                                .build())
                        .build(),
                call);
    }

    private void hold(Task task, Call call) {
        String status = Objects.requireNonNull(operation.s3PutObjectLegalHold())
                .legalHold()
                .status_();
        s3.putObjectLegalHold(
                PutObjectLegalHoldRequest.builder()
                        .bucket(task.bucket())
                        .key(task.key())
                        .versionId(task.version())
                        .legalHold(ObjectLockLegalHold.builder().status_(status).build())
                        .build(),
                call);
    }
}
