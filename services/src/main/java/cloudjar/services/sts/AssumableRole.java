package cloudjar.services.sts;

import cloudjar.api.iam.GetRoleRequest;
import cloudjar.api.iam.Iam;
import cloudjar.api.iam.NoSuchEntityException;
import cloudjar.api.iam.Role;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.policy.AccessRequest;
import cloudjar.kernel.policy.ActionName;
import cloudjar.kernel.policy.Caller;
import cloudjar.kernel.policy.CompiledPolicy;
import cloudjar.kernel.policy.PolicyDocument;
import cloudjar.kernel.policy.PolicyEvaluator;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.policy.PolicyRules;
import cloudjar.kernel.policy.PolicySet;
import cloudjar.kernel.policy.RequestContext;
import cloudjar.kernel.policy.ResourceGrant;
import cloudjar.kernel.policy.ResourceName;
import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A role as its account's IAM tells of it.
 *
 * @param secondsMax how long its sessions may last
 */
record AssumableRole(Arn arn, String name, String id, CompiledPolicy trust, int secondsMax) {
    private static final int SECONDS = 3_600;
    private static final String RESOURCE = "role/";
    private static final Principal STS = new Principal.Service("sts.amazonaws.com");

    /**
     * The role with this ARN; empty where there is none.
     *
     * @throws cloudjar.kernel.shape.ApiException where the text is no ARN of a resource
     */
    static Optional<AssumableRole> find(Cloud cloud, Call call, String text) {
        Arn arn = Arn.parse(text)
                .filter(parsed ->
                        !parsed.account().isEmpty() && !parsed.resource().isEmpty())
                .orElseThrow(() -> StsErrors.invalidArn(text));
        if (!arn.service().equals("iam") || !arn.resource().startsWith(RESOURCE) || !Account.isId(arn.account())) {
            return Optional.empty();
        }
        try {
            Role role = cloud.client(Iam.API)
                    .getRole(
                            GetRoleRequest.builder().roleName(arn.name()).build(),
                            call.in(arn.account(), call.region()).as(STS))
                    .role();
            return Optional.of(role).filter(found -> found.arn().equals(text)).map(found -> of(arn, found));
        } catch (NoSuchEntityException gone) {
            // Whether there is such a role is nobody's business who may not assume it.
            return Optional.empty();
        }
    }

    private static AssumableRole of(Arn arn, Role role) {
        String trust = URLDecoder.decode(
                Objects.requireNonNullElse(role.assumeRolePolicyDocument(), ""), StandardCharsets.UTF_8);
        PolicyRules rules = PolicyRules.of(PolicyKind.TRUST).withSizeMax(Integer.MAX_VALUE);
        CompiledPolicy policy =
                switch (PolicyParser.parse(trust, rules)) {
                    case PolicyParse.Accepted(PolicyDocument document) ->
                        CompiledPolicy.of(document, PolicyKind.TRUST, arn.toString());
                    case PolicyParse.Refused refused ->
                        throw new IllegalStateException("a stored trust policy is refused: "
                                + refused.first().message());
                };
        return new AssumableRole(
                arn,
                role.roleName(),
                role.roleId(),
                policy,
                Objects.requireNonNullElse(role.maxSessionDuration(), SECONDS));
    }

    /** The session of this name. */
    Principal.AssumedRole session(String sessionName) {
        Arn session = new Arn(arn.partition(), "sts", "", arn.account(), "assumed-role/" + name + "/" + sessionName);
        return new Principal.AssumedRole(arn.account(), session, id, sessionName);
    }

    /** Whether the role's trust policy lets the caller do this with it. What the caller's own policies say is not asked. */
    boolean trusts(Caller caller, String action, RequestContext context) {
        AccessRequest request = new AccessRequest(
                caller, ActionName.of(action), List.of(ResourceName.of(arn.toString())), arn.account(), context);
        PolicySet policies = PolicySet.ofResourceAlone(PolicyLayer.of(trust));
        return PolicyEvaluator.decide(request, policies, ResourceGrant.REQUIRED).allowed();
    }
}
