package cloudjar.services.s3control;

import cloudjar.api.s3control.BatchJobs;
import cloudjar.api.s3control.CreateJobRequest;
import cloudjar.api.s3control.CreateJobResult;
import cloudjar.api.s3control.DeleteJobTaggingRequest;
import cloudjar.api.s3control.DeleteJobTaggingResult;
import cloudjar.api.s3control.DescribeJobRequest;
import cloudjar.api.s3control.DescribeJobResult;
import cloudjar.api.s3control.GetJobTaggingRequest;
import cloudjar.api.s3control.GetJobTaggingResult;
import cloudjar.api.s3control.ListJobsRequest;
import cloudjar.api.s3control.ListJobsResult;
import cloudjar.api.s3control.PutJobTaggingRequest;
import cloudjar.api.s3control.PutJobTaggingResult;
import cloudjar.api.s3control.UpdateJobPriorityRequest;
import cloudjar.api.s3control.UpdateJobPriorityResult;
import cloudjar.api.s3control.UpdateJobStatusRequest;
import cloudjar.api.s3control.UpdateJobStatusResult;
import cloudjar.kernel.call.Call;
import java.util.List;

/** The operations on batch jobs. */
final class JobOperations implements BatchJobs {
    private final Jobs jobs;

    JobOperations(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public CreateJobResult createJob(CreateJobRequest in, Call call) {
        return CreateJobResult.builder()
                .jobId(jobs.create(in, OwnAccount.in(call, in.accountId())).id())
                .build();
    }

    @Override
    public DescribeJobResult describeJob(DescribeJobRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        return DescribeJobResult.builder()
                .job(jobs.get(in.jobId(), own).described(own))
                .build();
    }

    @Override
    public ListJobsResult listJobs(ListJobsRequest in, Call call) {
        return jobs.list(in, OwnAccount.in(call, in.accountId()));
    }

    @Override
    public UpdateJobStatusResult updateJobStatus(UpdateJobStatusRequest in, Call call) {
        Job job = jobs.setStatus(
                in.jobId(), in.requestedJobStatus(), in.statusUpdateReason(), OwnAccount.in(call, in.accountId()));
        return UpdateJobStatusResult.builder()
                .jobId(job.id())
                .status_(job.status())
                .statusUpdateReason(job.reason())
                .build();
    }

    @Override
    public GetJobTaggingResult getJobTagging(GetJobTaggingRequest in, Call call) {
        return GetJobTaggingResult.builder()
                .tags(jobs.get(in.jobId(), OwnAccount.in(call, in.accountId()))
                        .request()
                        .tags())
                .build();
    }

    @Override
    public PutJobTaggingResult putJobTagging(PutJobTaggingRequest in, Call call) {
        jobs.tag(in.jobId(), in.tags(), OwnAccount.in(call, in.accountId()));
        return PutJobTaggingResult.of();
    }

    @Override
    public DeleteJobTaggingResult deleteJobTagging(DeleteJobTaggingRequest in, Call call) {
        jobs.tag(in.jobId(), List.of(), OwnAccount.in(call, in.accountId()));
        return DeleteJobTaggingResult.of();
    }

    @Override
    public UpdateJobPriorityResult updateJobPriority(UpdateJobPriorityRequest in, Call call) {
        Job job = jobs.setPriority(in.jobId(), in.priority(), OwnAccount.in(call, in.accountId()));
        return UpdateJobPriorityResult.builder()
                .jobId(job.id())
                .priority(job.priority())
                .build();
    }
}
