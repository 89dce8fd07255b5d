package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.AccountPolicy;
import cloudjar.api.cloudwatchlogs.DeleteAccountPolicyRequest;
import cloudjar.api.cloudwatchlogs.DeleteAccountPolicyResponse;
import cloudjar.api.cloudwatchlogs.DeleteResourcePolicyRequest;
import cloudjar.api.cloudwatchlogs.DeleteResourcePolicyResponse;
import cloudjar.api.cloudwatchlogs.DescribeAccountPoliciesRequest;
import cloudjar.api.cloudwatchlogs.DescribeAccountPoliciesResponse;
import cloudjar.api.cloudwatchlogs.DescribeResourcePoliciesRequest;
import cloudjar.api.cloudwatchlogs.DescribeResourcePoliciesResponse;
import cloudjar.api.cloudwatchlogs.Policies;
import cloudjar.api.cloudwatchlogs.PutAccountPolicyRequest;
import cloudjar.api.cloudwatchlogs.PutAccountPolicyResponse;
import cloudjar.api.cloudwatchlogs.PutResourcePolicyRequest;
import cloudjar.api.cloudwatchlogs.PutResourcePolicyResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.services.cloudwatchlogs.LogsTables.PartKey;
import java.util.List;
import java.util.Objects;

/** Policies that let services write, and those of the account, which are kept. */
final class PolicyOperations implements Policies {
    private static final String ACCOUNT = "ACCOUNT";

    private final LimitProfile limits;

    PolicyOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest in, Call call) {
        String name = in.policyName();
        String document = in.policyDocument();
        if (name == null || document == null) {
            throw LogsErrors.invalid("policyName and policyDocument are required.");
        }
        if (Json.object(document).isEmpty()) {
            throw LogsErrors.invalid("The policy document is not valid JSON.");
        }
        LogsTables tables = LogsTables.of(call);
        ResourcePolicy policy = new ResourcePolicy(name, document, call.time());
        boolean unused = call.write(tx -> {
            if (!tables.resourcePolicies.contains(tx, name)
                    && tables.resourcePolicies.count(tx) >= LogsLimits.RESOURCE_POLICIES.in(limits)) {
                throw LogsErrors.limit();
            }
            tables.resourcePolicies.put(tx, name, policy);
            return true;
        });
        return PutResourcePolicyResponse.builder().resourcePolicy(shown(policy)).build();
    }

    private static cloudjar.api.cloudwatchlogs.ResourcePolicy shown(ResourcePolicy policy) {
        return cloudjar.api.cloudwatchlogs.ResourcePolicy.builder()
                .policyName(policy.name())
                .policyDocument(policy.document())
                .lastUpdatedTime(policy.updated().toEpochMilli())
                .policyScope(ACCOUNT)
                .build();
    }

    @Override
    public DeleteResourcePolicyResponse deleteResourcePolicy(DeleteResourcePolicyRequest in, Call call) {
        String name = Objects.requireNonNullElse(in.policyName(), "");
        boolean gone = call.write(tx -> LogsTables.of(call).resourcePolicies.delete(tx, name));
        if (!gone) {
            throw LogsErrors.notFound("Policy with name [" + name + "] does not exist.");
        }
        return DeleteResourcePolicyResponse.of();
    }

    @Override
    public DescribeResourcePoliciesResponse describeResourcePolicies(DescribeResourcePoliciesRequest in, Call call) {
        Page<cloudjar.api.cloudwatchlogs.ResourcePolicy> page =
                call.read(snapshot -> Paging.page(() -> LogsTables.of(call)
                                .resourcePolicies
                                .page(
                                        snapshot,
                                        Range.all(),
                                        Paging.limit(in.limit()),
                                        in.nextToken(),
                                        "DescribeResourcePolicies"))
                        .map(row -> shown(row.value())));
        return DescribeResourcePoliciesResponse.builder()
                .resourcePolicies(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    @Override
    public PutAccountPolicyResponse putAccountPolicy(PutAccountPolicyRequest in, Call call) {
        if (Json.object(in.policyDocument()).isEmpty()) {
            throw LogsErrors.invalid("The policy document is not valid JSON.");
        }
        AccountPolicy policy = AccountPolicy.builder()
                .policyName(in.policyName())
                .policyDocument(in.policyDocument())
                .policyType(in.policyType())
                .scope(Objects.requireNonNullElse(in.scope(), "ALL"))
                .selectionCriteria(in.selectionCriteria())
                .accountId(call.account())
                .lastUpdatedTime(call.time().toEpochMilli())
                .build();
        boolean unused = call.write(tx -> {
            LogsTables.of(call).accountPolicies.put(tx, new PartKey(in.policyType(), in.policyName()), policy);
            return true;
        });
        return PutAccountPolicyResponse.builder().accountPolicy(policy).build();
    }

    @Override
    public DeleteAccountPolicyResponse deleteAccountPolicy(DeleteAccountPolicyRequest in, Call call) {
        PartKey key = new PartKey(in.policyType(), in.policyName());
        boolean gone = call.write(tx -> LogsTables.of(call).accountPolicies.delete(tx, key));
        if (!gone) {
            throw LogsErrors.notFound("The specified account policy does not exist.");
        }
        return DeleteAccountPolicyResponse.of();
    }

    @Override
    public DescribeAccountPoliciesResponse describeAccountPolicies(DescribeAccountPoliciesRequest in, Call call) {
        List<AccountPolicy> policies = call.read(snapshot -> LogsTables.of(call)
                .accountPolicies
                .rows(snapshot, Range.prefix(Key.of(in.policyType())))
                .values());
        return DescribeAccountPoliciesResponse.builder()
                .accountPolicies(policies.stream()
                        .filter(policy ->
                                in.policyName() == null || in.policyName().equals(policy.policyName()))
                        .toList())
                .build();
    }
}
