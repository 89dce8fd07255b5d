package cloudjar.services.sso;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.policy.AccessRequest;
import cloudjar.kernel.policy.ActionName;
import cloudjar.kernel.policy.Caller;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.PolicyEvaluator;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicySet;
import cloudjar.kernel.policy.RequestContext;
import cloudjar.kernel.policy.ResourceGrant;
import cloudjar.kernel.policy.ResourceName;
import cloudjar.kernel.tenancy.Arn;
import java.util.List;
import java.util.Map;

/** Whether the actor policy of an application lets a caller ask for its tokens; what the caller's own policies say is not asked. */
final class ActorDecision {
    private static final ActionName ACTION = ActionName.of("sso-oauth:CreateTokenWithIAM");
    private static final CompiledPolicies DOCUMENTS = new CompiledPolicies();

    private ActorDecision() {}

    static boolean allows(String policy, String application, Call call) {
        PolicySet policies = PolicySet.ofResourceAlone(DOCUMENTS.layer(PolicyKind.RESOURCE, application, policy));
        AccessRequest request = new AccessRequest(
                Caller.of(call.principal()),
                ACTION,
                List.of(ResourceName.of(application)),
                Arn.parse(application).map(Arn::account).orElse(""),
                RequestContext.of(Map.of()));
        return PolicyEvaluator.decide(request, policies, ResourceGrant.REQUIRED).allowed();
    }
}
