package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.AccountPolicy;
import cloudjar.api.cloudwatchlogs.DeleteAccountPolicyRequest;
import cloudjar.api.cloudwatchlogs.DeleteAccountPolicyResponse;
import cloudjar.api.cloudwatchlogs.DeleteDataProtectionPolicyRequest;
import cloudjar.api.cloudwatchlogs.DeleteDataProtectionPolicyResponse;
import cloudjar.api.cloudwatchlogs.DeleteResourcePolicyRequest;
import cloudjar.api.cloudwatchlogs.DeleteResourcePolicyResponse;
import cloudjar.api.cloudwatchlogs.DescribeAccountPoliciesRequest;
import cloudjar.api.cloudwatchlogs.DescribeAccountPoliciesResponse;
import cloudjar.api.cloudwatchlogs.DescribeResourcePoliciesRequest;
import cloudjar.api.cloudwatchlogs.DescribeResourcePoliciesResponse;
import cloudjar.api.cloudwatchlogs.GetDataProtectionPolicyRequest;
import cloudjar.api.cloudwatchlogs.GetDataProtectionPolicyResponse;
import cloudjar.api.cloudwatchlogs.Policies;
import cloudjar.api.cloudwatchlogs.PutAccountPolicyRequest;
import cloudjar.api.cloudwatchlogs.PutAccountPolicyResponse;
import cloudjar.api.cloudwatchlogs.PutDataProtectionPolicyRequest;
import cloudjar.api.cloudwatchlogs.PutDataProtectionPolicyResponse;
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

/** Policies that let services write, those of the account, and those that hide sensitive data. */
final class PolicyOperations implements Policies {
    /** The type of an account's policies that hide sensitive data in all its groups. */
    static final String DATA_PROTECTION = "DATA_PROTECTION_POLICY";

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
        if (in.policyType().equals(DATA_PROTECTION)) {
            ProtectionPolicy.check(in.policyDocument());
        }
        AccountPolicies.check(in);
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
            LogsTables tables = LogsTables.of(call);
            PartKey key = new PartKey(in.policyType(), in.policyName());
            boolean only = in.policyType().equals(AccountPolicies.SUBSCRIPTION_FILTER);
            if (only
                    && !tables.accountPolicies.contains(tx, key)
                    && tables.accountPolicies.count(tx, Range.prefix(Key.of(in.policyType()))) > 0) {
                throw LogsErrors.limit();
            }
            tables.accountPolicies.put(tx, key, policy);
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

    @Override
    public PutDataProtectionPolicyResponse putDataProtectionPolicy(PutDataProtectionPolicyRequest in, Call call) {
        ProtectionPolicy.check(in.policyDocument());
        DataProtection protection =
                new DataProtection(in.policyDocument(), call.time().toEpochMilli());
        protect(in.logGroupIdentifier(), protection, call);
        return PutDataProtectionPolicyResponse.builder()
                .logGroupIdentifier(in.logGroupIdentifier())
                .policyDocument(in.policyDocument())
                .lastUpdatedTime(protection.updatedMillis())
                .build();
    }

    private static void protect(String identifier, DataProtection protection, Call call) {
        LogsTables tables = LogsTables.of(call);
        String name = GroupName.own(identifier, call);
        boolean unused = call.write(tx -> {
            Group group = tables.group(tx, name);
            if (protection.document() != null || group.protection() != null) {
                tables.groups.put(tx, name, group.withProtection(protection));
            }
            return true;
        });
    }

    @Override
    public GetDataProtectionPolicyResponse getDataProtectionPolicy(GetDataProtectionPolicyRequest in, Call call) {
        String name = GroupName.own(in.logGroupIdentifier(), call);
        DataProtection protection =
                call.read(snapshot -> LogsTables.of(call).group(snapshot, name)).protection();
        GetDataProtectionPolicyResponse.Builder found =
                GetDataProtectionPolicyResponse.builder().logGroupIdentifier(in.logGroupIdentifier());
        // A group without a policy is no error: Terraform's provider takes the missing document for it.
        return protection == null || protection.document() == null
                ? found.build()
                : found.policyDocument(protection.document())
                        .lastUpdatedTime(protection.updatedMillis())
                        .build();
    }

    @Override
    public DeleteDataProtectionPolicyResponse deleteDataProtectionPolicy(
            DeleteDataProtectionPolicyRequest in, Call call) {
        protect(in.logGroupIdentifier(), new DataProtection(null, call.time().toEpochMilli()), call);
        return DeleteDataProtectionPolicyResponse.of();
    }
}
