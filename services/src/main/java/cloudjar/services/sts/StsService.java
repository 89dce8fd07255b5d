package cloudjar.services.sts;

import cloudjar.api.sts.GetCallerIdentityRequest;
import cloudjar.api.sts.GetCallerIdentityResponse;
import cloudjar.api.sts.Sts;
import cloudjar.kernel.call.Call;

/** The operations of STS. */
public final class StsService implements Sts {
    @Override
    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest in, Call call) {
        CallerIdentity caller = CallerIdentity.of(call.principal()).orElseThrow(StsErrors::missingAuthenticationToken);
        return GetCallerIdentityResponse.builder()
                .userId(caller.userId())
                .account(caller.account())
                .arn(caller.arn())
                .build();
    }
}
