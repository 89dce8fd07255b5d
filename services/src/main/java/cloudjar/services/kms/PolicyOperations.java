package cloudjar.services.kms;

import cloudjar.api.kms.GetKeyPolicyRequest;
import cloudjar.api.kms.GetKeyPolicyResponse;
import cloudjar.api.kms.KeyPolicies;
import cloudjar.api.kms.ListKeyPoliciesRequest;
import cloudjar.api.kms.ListKeyPoliciesResponse;
import cloudjar.api.kms.PutKeyPolicyRequest;
import cloudjar.api.kms.PutKeyPolicyResponse;
import cloudjar.kernel.call.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policy of a key, of which there is one. */
final class PolicyOperations implements KeyPolicies {
    @Override
    public PutKeyPolicyResponse putKeyPolicy(PutKeyPolicyRequest in, Call call) {
        checkName(in.policyName());
        boolean unused = call.write(tx -> {
            KmsKey key = KeyStates.ours(KeyStates.lasting(KeyLookup.findOwn(tx, call, in.keyId())));
            KeyPolicy.check(in.policy(), call, Boolean.TRUE.equals(in.bypassPolicyLockoutSafetyCheck()));
            KmsTables.of(key).keys.put(tx, key.id(), key.withPolicy(in.policy()));
            return true;
        });
        return PutKeyPolicyResponse.of();
    }

    @Override
    public GetKeyPolicyResponse getKeyPolicy(GetKeyPolicyRequest in, Call call) {
        return call.read(snapshot -> {
            KmsKey key = KeyLookup.findById(snapshot, call, in.keyId());
            checkName(in.policyName());
            return GetKeyPolicyResponse.builder()
                    .policy(key.policy())
                    .policyName(KeyPolicy.NAME)
                    .build();
        });
    }

    @Override
    public ListKeyPoliciesResponse listKeyPolicies(ListKeyPoliciesRequest in, Call call) {
        return call.read(snapshot -> {
            KeyLookup.findById(snapshot, call, in.keyId());
            return ListKeyPoliciesResponse.builder()
                    .policyNames(List.of(KeyPolicy.NAME))
                    .truncated(false)
                    .build();
        });
    }

    private static void checkName(@Nullable String name) {
        if (name != null && !name.equals(KeyPolicy.NAME)) {
            throw KmsErrors.noPolicy();
        }
    }
}
