package cloudjar.services.s3control;

import cloudjar.api.s3control.CreateAccessPointRequest;
import cloudjar.api.s3control.CreateAccessPointResult;
import cloudjar.api.s3control.DeleteAccessPointPolicyRequest;
import cloudjar.api.s3control.DeleteAccessPointPolicyResponse;
import cloudjar.api.s3control.DeleteAccessPointRequest;
import cloudjar.api.s3control.DeleteAccessPointResponse;
import cloudjar.api.s3control.GetAccessPointPolicyRequest;
import cloudjar.api.s3control.GetAccessPointPolicyResult;
import cloudjar.api.s3control.GetAccessPointPolicyStatusRequest;
import cloudjar.api.s3control.GetAccessPointPolicyStatusResult;
import cloudjar.api.s3control.GetAccessPointRequest;
import cloudjar.api.s3control.GetAccessPointResult;
import cloudjar.api.s3control.ListAccessPointsRequest;
import cloudjar.api.s3control.ListAccessPointsResult;
import cloudjar.api.s3control.Points;
import cloudjar.api.s3control.PolicyStatus;
import cloudjar.api.s3control.PutAccessPointPolicyRequest;
import cloudjar.api.s3control.PutAccessPointPolicyResponse;
import cloudjar.kernel.call.Call;

/** The operations on access points. */
final class PointOperations implements Points {
    private final AccessPoints points;

    PointOperations(AccessPoints points) {
        this.points = points;
    }

    @Override
    public CreateAccessPointResult createAccessPoint(CreateAccessPointRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        StoredAccessPoint point = points.create(in, own);
        return CreateAccessPointResult.builder()
                .accessPointArn(point.arn(own).toString())
                .alias(point.alias())
                .build();
    }

    @Override
    public GetAccessPointResult getAccessPoint(GetAccessPointRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        return points.get(in.name(), own).described(own);
    }

    @Override
    public DeleteAccessPointResponse deleteAccessPoint(DeleteAccessPointRequest in, Call call) {
        points.delete(in.name(), OwnAccount.in(call, in.accountId()));
        return DeleteAccessPointResponse.of();
    }

    @Override
    public ListAccessPointsResult listAccessPoints(ListAccessPointsRequest in, Call call) {
        return points.list(in, OwnAccount.in(call, in.accountId()));
    }

    @Override
    public PutAccessPointPolicyResponse putAccessPointPolicy(PutAccessPointPolicyRequest in, Call call) {
        points.putPolicy(
                in.name(), in.policy(), AccountBlockOperations.block(OwnAccount.in(call, in.accountId())), call);
        return PutAccessPointPolicyResponse.of();
    }

    @Override
    public GetAccessPointPolicyResult getAccessPointPolicy(GetAccessPointPolicyRequest in, Call call) {
        return GetAccessPointPolicyResult.builder()
                .policy(points.policy(in.name(), OwnAccount.in(call, in.accountId())))
                .build();
    }

    @Override
    public GetAccessPointPolicyStatusResult getAccessPointPolicyStatus(
            GetAccessPointPolicyStatusRequest in, Call call) {
        return GetAccessPointPolicyStatusResult.builder()
                .policyStatus(PolicyStatus.builder()
                        .isPublic(points.isPublic(in.name(), OwnAccount.in(call, in.accountId())))
                        .build())
                .build();
    }

    @Override
    public DeleteAccessPointPolicyResponse deleteAccessPointPolicy(DeleteAccessPointPolicyRequest in, Call call) {
        points.deletePolicy(in.name(), OwnAccount.in(call, in.accountId()));
        return DeleteAccessPointPolicyResponse.of();
    }
}
