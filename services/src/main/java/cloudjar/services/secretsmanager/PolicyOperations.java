package cloudjar.services.secretsmanager;

import cloudjar.api.secretsmanager.DeleteResourcePolicyRequest;
import cloudjar.api.secretsmanager.DeleteResourcePolicyResponse;
import cloudjar.api.secretsmanager.GetResourcePolicyRequest;
import cloudjar.api.secretsmanager.GetResourcePolicyResponse;
import cloudjar.api.secretsmanager.PutResourcePolicyRequest;
import cloudjar.api.secretsmanager.PutResourcePolicyResponse;
import cloudjar.api.secretsmanager.SecretPolicies;
import cloudjar.api.secretsmanager.ValidateResourcePolicyRequest;
import cloudjar.api.secretsmanager.ValidateResourcePolicyResponse;
import cloudjar.api.secretsmanager.ValidationErrorsEntry;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.policy.PolicyDocument;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.store.Tx;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policy of a secret, of which there is one at most. */
final class PolicyOperations implements SecretPolicies {
    @Override
    public PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest in, Call call) {
        SecretPolicy.check(in.resourcePolicy(), Boolean.TRUE.equals(in.blockPublicPolicy()));
        Secret changed = call.write(tx -> put(tx, SecretLookup.findLive(tx, in.secretId(), call), in.resourcePolicy()));
        return PutResourcePolicyResponse.builder()
                .arn(changed.arn())
                .name(changed.name())
                .build();
    }

    /** A policy is replicated like tags are. */
    private static Secret put(Tx tx, Secret secret, @Nullable String policy) {
        Secret changed = secret.withPolicy(policy);
        SecretsManagerTables.of(changed).secrets.put(tx, changed.name(), changed);
        for (Secret.Replica replica : changed.replication().replicas()) {
            SecretsManagerTables there = SecretsManagerTables.in(changed.account(), replica.region());
            there.secrets
                    .get(tx, changed.name())
                    .filter(one -> one.isReplica() && one.suffix().equals(changed.suffix()))
                    .ifPresent(one -> there.secrets.put(tx, one.name(), one.withPolicy(policy)));
        }
        return changed;
    }

    @Override
    public GetResourcePolicyResponse getResourcePolicy(GetResourcePolicyRequest in, Call call) {
        Secret secret = call.read(snapshot -> SecretLookup.findLive(snapshot, in.secretId(), call));
        return GetResourcePolicyResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .resourcePolicy(secret.policy())
                .build();
    }

    @Override
    public DeleteResourcePolicyResponse deleteResourcePolicy(DeleteResourcePolicyRequest in, Call call) {
        Secret changed = call.write(tx -> put(tx, SecretLookup.findLive(tx, in.secretId(), call), null));
        return DeleteResourcePolicyResponse.builder()
                .arn(changed.arn())
                .name(changed.name())
                .build();
    }

    @Override
    public ValidateResourcePolicyResponse validateResourcePolicy(ValidateResourcePolicyRequest in, Call call) {
        String id = in.secretId();
        if (id != null) {
            call.read(snapshot -> SecretLookup.findLive(snapshot, id, call));
        }
        List<ValidationErrorsEntry> errors = new ArrayList<>();
        switch (SecretPolicy.parse(in.resourcePolicy())) {
            case PolicyParse.Accepted(PolicyDocument document) -> {
                if (SecretPolicy.isPublic(document)) {
                    errors.add(error("PublicAccessCheck", "The policy grants access to everybody."));
                }
            }
            case PolicyParse.Refused refused ->
                errors.add(error("SyntaxCheck", refused.first().message()));
        }
        return ValidateResourcePolicyResponse.builder()
                .policyValidationPassed(errors.isEmpty())
                .validationErrors(errors)
                .build();
    }

    private static ValidationErrorsEntry error(String check, String message) {
        return ValidationErrorsEntry.builder()
                .checkName(check)
                .errorMessage(message)
                .build();
    }
}
