package cloudjar.services.iam;

import cloudjar.api.iam.CreatePolicyRequest;
import cloudjar.api.iam.CreatePolicyResponse;
import cloudjar.api.iam.DeletePolicyRequest;
import cloudjar.api.iam.DeletePolicyResponse;
import cloudjar.api.iam.GetPolicyRequest;
import cloudjar.api.iam.GetPolicyResponse;
import cloudjar.api.iam.ListPoliciesRequest;
import cloudjar.api.iam.ListPoliciesResponse;
import cloudjar.api.iam.ListPolicyTagsRequest;
import cloudjar.api.iam.ListPolicyTagsResponse;
import cloudjar.api.iam.ManagedPolicies;
import cloudjar.api.iam.Policy;
import cloudjar.api.iam.Tag;
import cloudjar.api.iam.TagPolicyRequest;
import cloudjar.api.iam.TagPolicyResponse;
import cloudjar.api.iam.UntagPolicyRequest;
import cloudjar.api.iam.UntagPolicyResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyRules;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import java.util.List;

/** Policies that stand by themselves. */
final class ManagedPolicyOperations implements ManagedPolicies {
    private static final int ID_CHANCE = 17;

    @Override
    public CreatePolicyResponse createPolicy(CreatePolicyRequest in, Call call) {
        PolicyText.checked(in.policyDocument(), PolicyRules.of(PolicyKind.IDENTITY));
        ManagedPolicy policy = new ManagedPolicy(
                call.account(),
                in.policyName(),
                Paths.of(in.path()),
                ManagedPolicy.idOf(call.world().ids().base32(ID_CHANCE)),
                call.time(),
                call.time(),
                in.description(),
                Tags.of(in.tags()),
                1,
                1,
                List.of(new ManagedPolicy.Version(1, in.policyDocument(), call.time())));
        return call.write(tx -> {
            var rows = IamTables.POLICIES.in(Scope.account(call.account()));
            String key = IamTables.fold(policy.name());
            if (rows.contains(tx, key)) {
                throw IamErrors.policyExists(policy.name());
            }
            if (rows.count(tx) >= IamLimits.POLICIES.current()) {
                throw IamErrors.quota("PoliciesPerAccount", IamLimits.POLICIES);
            }
            rows.put(tx, key, policy);
            // Recorded: the answer leaves the description out, but has the tags.
            Policy made = policy.shown(call.partition().id(), new PolicyUse(0, 0))
                    .tags(policy.tags().isEmpty() ? null : Tags.shown(policy.tags()))
                    .build();
            return CreatePolicyResponse.builder().policy(made).build();
        });
    }

    @Override
    public GetPolicyResponse getPolicy(GetPolicyRequest in, Call call) {
        return call.read(snapshot -> {
            ManagedPolicy policy = PolicyLookup.existing(snapshot, call, in.policyArn());
            Policy shown = policy.shown(call.partition().id(), PolicyUse.of(snapshot, call, in.policyArn()))
                    .description(policy.description())
                    .tags(Tags.shown(policy.tags()))
                    .build();
            return GetPolicyResponse.builder().policy(shown).build();
        });
    }

    @Override
    public ListPoliciesResponse listPolicies(ListPoliciesRequest in, Call call) {
        return call.read(snapshot -> PolicyList.of(snapshot, call, in));
    }

    @Override
    public DeletePolicyResponse deletePolicy(DeletePolicyRequest in, Call call) {
        return call.write(tx -> {
            ManagedPolicy policy = PolicyLookup.own(tx, call, in.policyArn());
            PolicyUse use = PolicyUse.of(tx, call, in.policyArn());
            if (use.attachments() + use.boundaries() > 0) {
                throw IamErrors.policyConflict("Cannot delete a policy attached to entities.");
            }
            if (policy.versions().size() > 1) {
                throw IamErrors.policyConflict(
                        "This policy has more than one version. Before you delete a policy, you must"
                                + " delete the policy's versions. The default version is deleted with the policy.");
            }
            IamTables.POLICIES.in(Scope.account(call.account())).delete(tx, IamTables.fold(policy.name()));
            return DeletePolicyResponse.of();
        });
    }

    @Override
    public TagPolicyResponse tagPolicy(TagPolicyRequest in, Call call) {
        return call.write(tx -> {
            ManagedPolicy policy = PolicyLookup.own(tx, call, in.policyArn());
            put(tx, call, policy.withTags(Tags.with(policy.tags(), in.tags())));
            return TagPolicyResponse.of();
        });
    }

    @Override
    public UntagPolicyResponse untagPolicy(UntagPolicyRequest in, Call call) {
        return call.write(tx -> {
            ManagedPolicy policy = PolicyLookup.own(tx, call, in.policyArn());
            put(tx, call, policy.withTags(Tags.without(policy.tags(), in.tagKeys())));
            return UntagPolicyResponse.of();
        });
    }

    @Override
    public ListPolicyTagsResponse listPolicyTags(ListPolicyTagsRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListPolicyTags" + in.policyArn());
        Page<Tag> tags = call.read(snapshot ->
                Tags.list(PolicyLookup.existing(snapshot, call, in.policyArn()).tags(), asked));
        return ListPolicyTagsResponse.builder()
                .tags(tags.items())
                .isTruncated(tags.next().isPresent())
                .marker(tags.next().orElse(null))
                .build();
    }

    /** Writes a policy of the account, new or changed. */
    static void put(Tx tx, Call call, ManagedPolicy policy) {
        IamTables.POLICIES.in(Scope.account(call.account())).put(tx, IamTables.fold(policy.name()), policy);
    }
}
