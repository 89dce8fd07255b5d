package cloudjar.services.s3control;

import cloudjar.api.s3control.CreateJobRequest;
import cloudjar.api.s3control.JobDescriptor;
import cloudjar.api.s3control.JobFailure;
import cloudjar.api.s3control.JobListDescriptor;
import cloudjar.api.s3control.JobOperation;
import cloudjar.api.s3control.JobProgressSummary;
import cloudjar.api.s3control.JobStatus;
import cloudjar.api.s3control.S3Tag;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A batch job.
 *
 * @param request as it was created
 * @param done how many lines of the manifest are dealt with
 * @param failure why it failed; null where it did not
 * @param ended null while it goes on
 */
record Job(
        String id,
        CreateJobRequest request,
        Instant created,
        String status,
        int priority,
        long total,
        long done,
        long failed,
        @Nullable String reason,
        @Nullable String failure,
        @Nullable Instant ended) {
    private static final Set<String> OVER = Set.of(JobStatus.COMPLETE, JobStatus.CANCELLED, JobStatus.FAILED);

    boolean over() {
        return OVER.contains(status);
    }

    Job in(String newStatus, @Nullable String why, Instant now) {
        Instant end = OVER.contains(newStatus) ? now : null;
        return new Job(id, request, created, newStatus, priority, total, done, failed, why, failure, end);
    }

    Job failed(String why, Instant now) {
        return new Job(id, request, created, JobStatus.FAILED, priority, total, done, failed, reason, why, now);
    }

    Job prepared(long tasks, String newStatus) {
        return new Job(id, request, created, newStatus, priority, tasks, done, failed, reason, failure, ended);
    }

    Job advanced(long lines, long failures) {
        return new Job(
                id, request, created, status, priority, total, done + lines, failed + failures, reason, failure, ended);
    }

    Job withPriority(int newPriority) {
        return new Job(id, request, created, status, newPriority, total, done, failed, reason, failure, ended);
    }

    Job withTags(List<S3Tag> tags) {
        CreateJobRequest tagged = request.toBuilder().tags(tags).build();
        return new Job(id, tagged, created, status, priority, total, done, failed, reason, failure, ended);
    }

    private JobProgressSummary progress() {
        return JobProgressSummary.builder()
                .totalNumberOfTasks(total)
                .numberOfTasksSucceeded(done - failed)
                .numberOfTasksFailed(failed)
                .build();
    }

    /** What the job does, as lists name it. */
    String operation() {
        JobOperation operation = request.operation();
        for (Member member : operation.schema().members()) {
            if (operation.get(member.name()) != null) {
                return member.name();
            }
        }
        return "";
    }

    JobListDescriptor listed() {
        return JobListDescriptor.builder()
                .jobId(id)
                .description(request.description())
                .operation(operation())
                .priority(priority)
                .status_(status)
                .creationTime(created)
                .terminationDate(ended)
                .progressSummary(progress())
                .build();
    }

    JobDescriptor described(Call call) {
        return JobDescriptor.builder()
                .jobId(id)
                .jobArn(Arn.of("s3", call.region(), call.account(), "job/" + id).toString())
                .confirmationRequired(request.confirmationRequired())
                .description(request.description())
                .status_(status)
                .statusUpdateReason(reason)
                .manifest(request.manifest())
                .operation(request.operation())
                .priority(priority)
                .progressSummary(progress())
                .report(request.report())
                .roleArn(request.roleArn())
                .creationTime(created)
                .terminationDate(ended)
                .failureReasons(
                        failure == null
                                ? null
                                : List.of(JobFailure.builder()
                                        .failureCode("ManifestFailure")
                                        .failureReason(failure)
                                        .build()))
                .build();
    }
}
