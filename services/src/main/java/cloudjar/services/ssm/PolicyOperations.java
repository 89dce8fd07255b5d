package cloudjar.services.ssm;

import cloudjar.api.ssm.DeleteResourcePolicyRequest;
import cloudjar.api.ssm.DeleteResourcePolicyResponse;
import cloudjar.api.ssm.GetResourcePoliciesRequest;
import cloudjar.api.ssm.GetResourcePoliciesResponse;
import cloudjar.api.ssm.GetResourcePoliciesResponseEntry;
import cloudjar.api.ssm.ParameterPolicies;
import cloudjar.api.ssm.PutResourcePolicyRequest;
import cloudjar.api.ssm.PutResourcePolicyResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.Limit;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.policy.PolicyRules;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.sigv4.Sha256;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.ssm.SsmTables.PolicyKey;
import cloudjar.services.ssm.SsmTables.VersionKey;
import java.util.List;

/**
 * Policies of parameters and of the account's OpsItems.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutResourcePolicy.html">PutResourcePolicy</a>
 */
final class PolicyOperations implements ParameterPolicies {
    private static final PolicyRules RULES = PolicyRules.of(PolicyKind.RESOURCE);
    private static final int PAGE = 50;

    @Override
    public PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest in, Call call) {
        check(in.policy());
        String id = call.world().ids().uuid();
        StoredPolicy kept = call.write(tx -> {
            SsmTables tables = SsmTables.in(call.account(), call.region());
            String resource = shareable(tx, in.resourceArn(), call);
            String known = in.policyId();
            if (known != null) {
                if (in.policyHash() == null) {
                    throw PolicyErrors.parameter("PolicyHash", "A policy is updated with its PolicyHash.");
                }
                StoredPolicy unused = present(tx, new PolicyKey(resource, known), in.policyHash(), tables);
            } else if (in.policyHash() != null) {
                throw PolicyErrors.parameter("PolicyId", "A PolicyHash needs a PolicyId.");
            } else {
                Limit most = isItems(resource) ? SsmLimits.ITEM_POLICIES_MAX : SsmLimits.POLICIES_MAX;
                if (tables.policies(tx, resource).size() >= most.current()) {
                    throw PolicyErrors.limit("policies of a resource", most);
                }
            }
            StoredPolicy policy = new StoredPolicy(known == null ? id : known, Sha256.hex(in.policy()), in.policy());
            tables.policies.put(tx, new PolicyKey(resource, policy.id()), policy);
            return policy;
        });
        return PutResourcePolicyResponse.builder()
                .policyId(kept.id())
                .policyHash(kept.hash())
                .build();
    }

    private static void check(String policy) {
        if (Bytes.ofUtf8(policy).size() > SsmLimits.POLICY_SIZE_MAX.current()) {
            throw PolicyErrors.limit("bytes of a policy", SsmLimits.POLICY_SIZE_MAX);
        }
        if (PolicyParser.parse(policy, RULES) instanceof PolicyParse.Refused refused) {
            throw PolicyErrors.malformed(refused.first().message());
        }
    }

    private static boolean isItems(String resource) {
        return resource.contains(":opsitemgroup/");
    }

    /** The ARN of what there is; refuses what is not there. */
    private static String present(Snapshot snapshot, String text, Call call) {
        if (text.equals(call.arn("ssm", "opsitemgroup/default").toString())) {
            return text;
        }
        Arn arn = Arn.parse(text)
                .filter(parsed -> parsed.service().equals("ssm"))
                .orElseThrow(() -> PolicyErrors.parameter("ResourceArn", "The ARN is not valid: " + text));
        if (!arn.account().equals(call.account())
                || !arn.region().equals(call.region())
                || !arn.resource().startsWith("parameter/")) {
            throw PolicyErrors.noResource(text);
        }
        return ParameterName.of(text, call)
                .find(snapshot)
                .orElseThrow(() -> PolicyErrors.noResource(text))
                .arn();
    }

    /** As {@link #present}; refuses parameters that AWS lets nobody share: standard ones, and those under AWS's own key. */
    private static String shareable(Snapshot snapshot, String text, Call call) {
        String resource = present(snapshot, text, call);
        if (isItems(resource)) {
            return resource;
        }
        StoredParameter parameter =
                ParameterName.of(resource, call).find(snapshot).orElseThrow(() -> PolicyErrors.noResource(text));
        ParameterVersion version = SsmTables.in(call.account(), call.region())
                .parameterVersions
                .get(snapshot, new VersionKey(parameter.name(), parameter.latest()))
                .orElseThrow(() -> PolicyErrors.noResource(text));
        if (!version.isAdvanced()) {
            throw PolicyErrors.parameter("ResourceArn", "Only parameters of the advanced tier can be shared.");
        }
        if (version.isSecure() && (version.keyId() == null || version.keyId().endsWith(SecureValues.MANAGED))) {
            throw PolicyErrors.parameter(
                    "ResourceArn", "Only secure strings under a customer managed key can be shared.");
        }
        return resource;
    }

    private static StoredPolicy present(Snapshot snapshot, PolicyKey key, String hash, SsmTables tables) {
        StoredPolicy policy = tables.policies.get(snapshot, key).orElseThrow(() -> PolicyErrors.absent(key.id()));
        if (!policy.hash().equals(hash)) {
            throw PolicyErrors.conflict();
        }
        return policy;
    }

    @Override
    public GetResourcePoliciesResponse getResourcePolicies(GetResourcePoliciesRequest in, Call call) {
        List<StoredPolicy> all = call.read(snapshot -> SsmTables.in(call.account(), call.region())
                .policies(snapshot, present(snapshot, in.resourceArn(), call)));
        OffsetPage<StoredPolicy> page = OffsetPage.of(all, WindowLookup.limit(in.maxResults(), PAGE), in.nextToken());
        return GetResourcePoliciesResponse.builder()
                .policies(page.items().stream()
                        .map(policy -> GetResourcePoliciesResponseEntry.builder()
                                .policyId(policy.id())
                                .policyHash(policy.hash())
                                .policy(policy.document())
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    public DeleteResourcePolicyResponse deleteResourcePolicy(DeleteResourcePolicyRequest in, Call call) {
        boolean unused = call.write(tx -> {
            SsmTables tables = SsmTables.in(call.account(), call.region());
            PolicyKey key = new PolicyKey(present(tx, in.resourceArn(), call), in.policyId());
            StoredPolicy policy = present(tx, key, in.policyHash(), tables);
            tables.policies.delete(tx, new PolicyKey(key.resource(), policy.id()));
            return true;
        });
        return DeleteResourcePolicyResponse.of();
    }
}
