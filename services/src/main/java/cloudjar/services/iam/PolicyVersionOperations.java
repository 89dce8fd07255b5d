package cloudjar.services.iam;

import cloudjar.api.iam.CreatePolicyVersionRequest;
import cloudjar.api.iam.CreatePolicyVersionResponse;
import cloudjar.api.iam.DeletePolicyVersionRequest;
import cloudjar.api.iam.DeletePolicyVersionResponse;
import cloudjar.api.iam.GetPolicyVersionRequest;
import cloudjar.api.iam.GetPolicyVersionResponse;
import cloudjar.api.iam.ListPolicyVersionsRequest;
import cloudjar.api.iam.ListPolicyVersionsResponse;
import cloudjar.api.iam.PolicyVersion;
import cloudjar.api.iam.PolicyVersions;
import cloudjar.api.iam.SetDefaultPolicyVersionRequest;
import cloudjar.api.iam.SetDefaultPolicyVersionResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyRules;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;

/** Versions of managed policies: five at most, one of which counts. */
final class PolicyVersionOperations implements PolicyVersions {
    @Override
    public CreatePolicyVersionResponse createPolicyVersion(CreatePolicyVersionRequest in, Call call) {
        PolicyText.checked(in.policyDocument(), PolicyRules.of(PolicyKind.IDENTITY));
        boolean asDefault = Boolean.TRUE.equals(in.setAsDefault());
        return call.write(tx -> {
            ManagedPolicy policy = PolicyLookup.own(tx, call, in.policyArn());
            if (policy.versions().size() >= IamLimits.POLICY_VERSIONS.current()) {
                throw IamErrors.limit("A managed policy can have up to " + IamLimits.POLICY_VERSIONS.current()
                        + " versions. Before you create a new version, you must delete an existing version.");
            }
            ManagedPolicy changed = policy.withVersion(in.policyDocument(), asDefault, call.time());
            ManagedPolicyOperations.put(tx, call, changed);
            return CreatePolicyVersionResponse.builder()
                    .policyVersion(shown(changed, changed.versions().getLast()).build())
                    .build();
        });
    }

    @Override
    public GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest in, Call call) {
        return call.read(snapshot -> {
            ManagedPolicy policy = PolicyLookup.existing(snapshot, call, in.policyArn());
            ManagedPolicy.Version version = version(policy, in.policyArn(), in.versionId());
            return GetPolicyVersionResponse.builder()
                    .policyVersion(shown(policy, version)
                            .document(PolicyText.encoded(version.document()))
                            .build())
                    .build();
        });
    }

    @Override
    public ListPolicyVersionsResponse listPolicyVersions(ListPolicyVersionsRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListPolicyVersions" + in.policyArn());
        return call.read(snapshot -> {
            ManagedPolicy policy = PolicyLookup.existing(snapshot, call, in.policyArn());
            // The newest comes first; what is left of the largest number orders them so.
            Page<PolicyVersion> versions = Page.of(
                            policy.versions().reversed(),
                            version -> String.format("%010d", Integer.MAX_VALUE - version.number()),
                            asked)
                    .map(version -> shown(policy, version).build());
            return ListPolicyVersionsResponse.builder()
                    .versions(versions.items())
                    .isTruncated(versions.next().isPresent())
                    .marker(versions.next().orElse(null))
                    .build();
        });
    }

    @Override
    public DeletePolicyVersionResponse deletePolicyVersion(DeletePolicyVersionRequest in, Call call) {
        return call.write(tx -> {
            ManagedPolicy policy = PolicyLookup.own(tx, call, in.policyArn());
            ManagedPolicy.Version version = version(policy, in.policyArn(), in.versionId());
            if (version.number() == policy.defaultVersion()) {
                throw IamErrors.policyConflict("Cannot delete the default version of a policy.");
            }
            ManagedPolicyOperations.put(tx, call, policy.withoutVersion(version.number(), call.time()));
            return DeletePolicyVersionResponse.of();
        });
    }

    @Override
    public SetDefaultPolicyVersionResponse setDefaultPolicyVersion(SetDefaultPolicyVersionRequest in, Call call) {
        return call.write(tx -> {
            ManagedPolicy policy = PolicyLookup.own(tx, call, in.policyArn());
            int number = version(policy, in.policyArn(), in.versionId()).number();
            ManagedPolicyOperations.put(tx, call, policy.withDefault(number, call.time()));
            return SetDefaultPolicyVersionResponse.of();
        });
    }

    private static ManagedPolicy.Version version(ManagedPolicy policy, String arn, String id) {
        return policy.version(id).orElseThrow(() -> IamErrors.noVersion(arn, id));
    }

    /** A version without its document. */
    static PolicyVersion.Builder shown(ManagedPolicy policy, ManagedPolicy.Version version) {
        return PolicyVersion.builder()
                .versionId(version.id())
                .isDefaultVersion(version.number() == policy.defaultVersion())
                .createDate(version.created());
    }
}
