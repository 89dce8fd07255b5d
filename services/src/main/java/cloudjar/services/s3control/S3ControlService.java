package cloudjar.services.s3control;

import cloudjar.api.s3control.CreateAccessPointRequest;
import cloudjar.api.s3control.CreateAccessPointResult;
import cloudjar.api.s3control.CreateJobRequest;
import cloudjar.api.s3control.CreateJobResult;
import cloudjar.api.s3control.DeleteAccessPointPolicyRequest;
import cloudjar.api.s3control.DeleteAccessPointPolicyResponse;
import cloudjar.api.s3control.DeleteAccessPointRequest;
import cloudjar.api.s3control.DeleteAccessPointResponse;
import cloudjar.api.s3control.DeleteJobTaggingRequest;
import cloudjar.api.s3control.DeleteJobTaggingResult;
import cloudjar.api.s3control.DeletePublicAccessBlockRequest;
import cloudjar.api.s3control.DeletePublicAccessBlockResponse;
import cloudjar.api.s3control.DescribeJobRequest;
import cloudjar.api.s3control.DescribeJobResult;
import cloudjar.api.s3control.GetAccessPointPolicyRequest;
import cloudjar.api.s3control.GetAccessPointPolicyResult;
import cloudjar.api.s3control.GetAccessPointPolicyStatusRequest;
import cloudjar.api.s3control.GetAccessPointPolicyStatusResult;
import cloudjar.api.s3control.GetAccessPointRequest;
import cloudjar.api.s3control.GetAccessPointResult;
import cloudjar.api.s3control.GetJobTaggingRequest;
import cloudjar.api.s3control.GetJobTaggingResult;
import cloudjar.api.s3control.GetPublicAccessBlockOutput;
import cloudjar.api.s3control.GetPublicAccessBlockRequest;
import cloudjar.api.s3control.ListAccessPointsRequest;
import cloudjar.api.s3control.ListAccessPointsResult;
import cloudjar.api.s3control.ListJobsRequest;
import cloudjar.api.s3control.ListJobsResult;
import cloudjar.api.s3control.ListTagsForResourceRequest;
import cloudjar.api.s3control.ListTagsForResourceResult;
import cloudjar.api.s3control.PolicyStatus;
import cloudjar.api.s3control.PublicAccessBlockConfiguration;
import cloudjar.api.s3control.PutAccessPointPolicyRequest;
import cloudjar.api.s3control.PutAccessPointPolicyResponse;
import cloudjar.api.s3control.PutJobTaggingRequest;
import cloudjar.api.s3control.PutJobTaggingResult;
import cloudjar.api.s3control.PutPublicAccessBlockRequest;
import cloudjar.api.s3control.PutPublicAccessBlockResponse;
import cloudjar.api.s3control.S3Control;
import cloudjar.api.s3control.TagResourceRequest;
import cloudjar.api.s3control.TagResourceResult;
import cloudjar.api.s3control.UntagResourceRequest;
import cloudjar.api.s3control.UntagResourceResult;
import cloudjar.api.s3control.UpdateJobPriorityRequest;
import cloudjar.api.s3control.UpdateJobPriorityResult;
import cloudjar.api.s3control.UpdateJobStatusRequest;
import cloudjar.api.s3control.UpdateJobStatusResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.tenancy.Account;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Amazon S3 Control. */
public final class S3ControlService implements S3Control {
    /** An account's block is the same in all regions. */
    private static final String NO_REGION = "";

    private final AccessPoints points;
    private final Taggables taggables;
    private final Jobs jobs;

    private S3ControlService(AccessPoints points, Taggables taggables, Jobs jobs) {
        this.points = points;
        this.taggables = taggables;
        this.jobs = jobs;
    }

    /** The service; its jobs are registered as timers. */
    public static S3ControlService of(Wiring wiring) {
        wiring.access().rules(S3Control.API.id(), S3ControlIam.RULES);
        Jobs jobs = new Jobs(new JobWork(wiring.cloud()), new JobRole(wiring.cloud(), wiring.credentials()));
        jobs.register(wiring.timers());
        return new S3ControlService(new AccessPoints(wiring.cloud()), new Taggables(wiring.cloud()), jobs);
    }

    private static ScopedTable<String, PublicAccessBlockConfiguration> blocks(Call call) {
        return S3ControlTables.BLOCKS.in(call.account(), NO_REGION);
    }

    /** What the account blocks; nothing where it says nothing. */
    private static Optional<PublicAccessBlockConfiguration> block(Call call) {
        return call.read(snapshot -> blocks(call).get(snapshot, call.account()));
    }

    /** The call in the account that a request names, which must be the caller's. */
    private static Call in(Call call, String account) {
        if (!Account.isId(account) || !account.equals(call.account())) {
            throw S3ControlErrors.otherAccount();
        }
        return call;
    }

    @Override
    public GetPublicAccessBlockOutput getPublicAccessBlock(GetPublicAccessBlockRequest in, Call call) {
        Call own = in(call, in.accountId());
        return GetPublicAccessBlockOutput.builder()
                .publicAccessBlockConfiguration(
                        block(own).orElseThrow(() -> S3ControlErrors.noPublicAccessBlock(own.account())))
                .build();
    }

    @Override
    public PutPublicAccessBlockResponse putPublicAccessBlock(PutPublicAccessBlockRequest in, Call call) {
        Call own = in(call, in.accountId());
        PublicAccessBlockConfiguration asked = in.publicAccessBlockConfiguration();
        boolean any = asked.blockPublicAcls() != null
                || asked.blockPublicPolicy() != null
                || asked.ignorePublicAcls() != null
                || asked.restrictPublicBuckets() != null;
        if (!any) {
            throw S3ControlErrors.emptyPublicAccessBlock();
        }
        own.write(tx -> {
            blocks(own).put(tx, own.account(), AccessPoints.filled(asked));
            return true;
        });
        return PutPublicAccessBlockResponse.of();
    }

    @Override
    public DeletePublicAccessBlockResponse deletePublicAccessBlock(DeletePublicAccessBlockRequest in, Call call) {
        Call own = in(call, in.accountId());
        own.write(tx -> blocks(own).delete(tx, own.account()));
        return DeletePublicAccessBlockResponse.of();
    }

    @Override
    public CreateAccessPointResult createAccessPoint(CreateAccessPointRequest in, Call call) {
        Call own = in(call, in.accountId());
        StoredAccessPoint point = points.create(in, own);
        return CreateAccessPointResult.builder()
                .accessPointArn(point.arn(own).toString())
                .alias(point.alias())
                .build();
    }

    @Override
    public GetAccessPointResult getAccessPoint(GetAccessPointRequest in, Call call) {
        Call own = in(call, in.accountId());
        return points.get(in.name(), own).described(own);
    }

    @Override
    public DeleteAccessPointResponse deleteAccessPoint(DeleteAccessPointRequest in, Call call) {
        points.delete(in.name(), in(call, in.accountId()));
        return DeleteAccessPointResponse.of();
    }

    @Override
    public ListAccessPointsResult listAccessPoints(ListAccessPointsRequest in, Call call) {
        return points.list(in, in(call, in.accountId()));
    }

    @Override
    public PutAccessPointPolicyResponse putAccessPointPolicy(PutAccessPointPolicyRequest in, Call call) {
        points.putPolicy(in.name(), in.policy(), block(in(call, in.accountId())), call);
        return PutAccessPointPolicyResponse.of();
    }

    @Override
    public GetAccessPointPolicyResult getAccessPointPolicy(GetAccessPointPolicyRequest in, Call call) {
        return GetAccessPointPolicyResult.builder()
                .policy(points.policy(in.name(), in(call, in.accountId())))
                .build();
    }

    @Override
    public GetAccessPointPolicyStatusResult getAccessPointPolicyStatus(
            GetAccessPointPolicyStatusRequest in, Call call) {
        return GetAccessPointPolicyStatusResult.builder()
                .policyStatus(PolicyStatus.builder()
                        .isPublic(points.isPublic(in.name(), in(call, in.accountId())))
                        .build())
                .build();
    }

    @Override
    public DeleteAccessPointPolicyResponse deleteAccessPointPolicy(DeleteAccessPointPolicyRequest in, Call call) {
        points.deletePolicy(in.name(), in(call, in.accountId()));
        return DeleteAccessPointPolicyResponse.of();
    }

    @Override
    public ListTagsForResourceResult listTagsForResource(ListTagsForResourceRequest in, Call call) {
        return ListTagsForResourceResult.builder()
                .tags(ResourceTags.list(taggables.tags(in.resourceArn(), in(call, in.accountId()))))
                .build();
    }

    @Override
    public TagResourceResult tagResource(TagResourceRequest in, Call call) {
        Map<String, String> added = ResourceTags.of(in.tags());
        taggables.change(in.resourceArn(), in(call, in.accountId()), tags -> {
            Map<String, String> changed = new LinkedHashMap<>(tags);
            changed.putAll(added);
            return changed;
        });
        return TagResourceResult.of();
    }

    @Override
    public UntagResourceResult untagResource(UntagResourceRequest in, Call call) {
        taggables.change(in.resourceArn(), in(call, in.accountId()), tags -> {
            Map<String, String> changed = new LinkedHashMap<>(tags);
            in.tagKeys().forEach(changed::remove);
            return changed;
        });
        return UntagResourceResult.of();
    }

    @Override
    public CreateJobResult createJob(CreateJobRequest in, Call call) {
        return CreateJobResult.builder()
                .jobId(jobs.create(in, in(call, in.accountId())).id())
                .build();
    }

    @Override
    public DescribeJobResult describeJob(DescribeJobRequest in, Call call) {
        Call own = in(call, in.accountId());
        return DescribeJobResult.builder()
                .job(jobs.get(in.jobId(), own).described(own))
                .build();
    }

    @Override
    public ListJobsResult listJobs(ListJobsRequest in, Call call) {
        return jobs.list(in, in(call, in.accountId()));
    }

    @Override
    public UpdateJobStatusResult updateJobStatus(UpdateJobStatusRequest in, Call call) {
        Job job =
                jobs.setStatus(in.jobId(), in.requestedJobStatus(), in.statusUpdateReason(), in(call, in.accountId()));
        return UpdateJobStatusResult.builder()
                .jobId(job.id())
                .status_(job.status())
                .statusUpdateReason(job.reason())
                .build();
    }

    @Override
    public GetJobTaggingResult getJobTagging(GetJobTaggingRequest in, Call call) {
        return GetJobTaggingResult.builder()
                .tags(jobs.get(in.jobId(), in(call, in.accountId())).request().tags())
                .build();
    }

    @Override
    public PutJobTaggingResult putJobTagging(PutJobTaggingRequest in, Call call) {
        jobs.tag(in.jobId(), in.tags(), in(call, in.accountId()));
        return PutJobTaggingResult.of();
    }

    @Override
    public DeleteJobTaggingResult deleteJobTagging(DeleteJobTaggingRequest in, Call call) {
        jobs.tag(in.jobId(), List.of(), in(call, in.accountId()));
        return DeleteJobTaggingResult.of();
    }

    @Override
    public UpdateJobPriorityResult updateJobPriority(UpdateJobPriorityRequest in, Call call) {
        Job job = jobs.setPriority(in.jobId(), in.priority(), in(call, in.accountId()));
        return UpdateJobPriorityResult.builder()
                .jobId(job.id())
                .priority(job.priority())
                .build();
    }
}
