package cloudjar.services.acmpca;

import cloudjar.api.acmpca.AuthorityPolicies;
import cloudjar.api.acmpca.CreatePermissionRequest;
import cloudjar.api.acmpca.CreatePermissionResponse;
import cloudjar.api.acmpca.DeletePermissionRequest;
import cloudjar.api.acmpca.DeletePermissionResponse;
import cloudjar.api.acmpca.DeletePolicyRequest;
import cloudjar.api.acmpca.DeletePolicyResponse;
import cloudjar.api.acmpca.GetPolicyRequest;
import cloudjar.api.acmpca.GetPolicyResponse;
import cloudjar.api.acmpca.ListPermissionsRequest;
import cloudjar.api.acmpca.ListPermissionsResponse;
import cloudjar.api.acmpca.Permission;
import cloudjar.api.acmpca.PutPolicyRequest;
import cloudjar.api.acmpca.PutPolicyResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.policy.PolicyRules;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.services.acmpca.AcmPcaTables.Granted;
import cloudjar.services.acmpca.AcmPcaTables.PartKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who else may use an authority: by its policy, and services by permissions. */
final class PolicyOperations implements AuthorityPolicies {
    private static final String ACM = "acm.amazonaws.com";

    @Override
    public PutPolicyResponse putPolicy(PutPolicyRequest in, Call call) {
        if (PolicyParser.parse(in.policy(), PolicyRules.of(PolicyKind.RESOURCE))
                instanceof PolicyParse.Refused refused) {
            throw AcmPcaErrors.policy(refused.first().message());
        }
        set(in.resourceArn(), in.policy(), call);
        return PutPolicyResponse.of();
    }

    private static void set(String arn, @Nullable String policy, Call call) {
        boolean unused = call.write(tx -> {
            Authority authority = AuthorityForms.findLive(tx, arn, call);
            AcmPcaTables.of(authority).authorities.put(tx, authority.id(), authority.withPolicy(policy));
            return true;
        });
    }

    @Override
    public GetPolicyResponse getPolicy(GetPolicyRequest in, Call call) {
        Authority authority = call.read(snapshot -> AuthorityForms.findLive(snapshot, in.resourceArn(), call));
        if (authority.policy() == null) {
            throw AcmPcaErrors.notFound(in.resourceArn());
        }
        return GetPolicyResponse.builder().policy(authority.policy()).build();
    }

    @Override
    public DeletePolicyResponse deletePolicy(DeletePolicyRequest in, Call call) {
        set(in.resourceArn(), null, call);
        return DeletePolicyResponse.of();
    }

    @Override
    public CreatePermissionResponse createPermission(CreatePermissionRequest in, Call call) {
        if (!in.principal().equals(ACM)) {
            throw AcmPcaErrors.args("The principal must be acm.amazonaws.com.");
        }
        boolean unused = call.write(tx -> {
            Authority authority = AuthorityForms.findLive(tx, in.certificateAuthorityArn(), call);
            PartKey key = new PartKey(authority.id(), in.principal());
            AcmPcaTables tables = AcmPcaTables.of(authority);
            if (tables.permissions.contains(tx, key)) {
                throw AcmPcaErrors.permissionExists();
            }
            tables.permissions.put(
                    tx,
                    key,
                    new Granted(
                            in.principal(),
                            Objects.requireNonNullElse(in.sourceAccount(), call.account()),
                            in.actions(),
                            call.time()));
            return true;
        });
        return CreatePermissionResponse.of();
    }

    @Override
    public DeletePermissionResponse deletePermission(DeletePermissionRequest in, Call call) {
        boolean unused = call.write(tx -> {
            Authority authority = AuthorityForms.findLive(tx, in.certificateAuthorityArn(), call);
            if (!AcmPcaTables.of(authority).permissions.delete(tx, new PartKey(authority.id(), in.principal()))) {
                throw AcmPcaErrors.notFound(in.certificateAuthorityArn());
            }
            return true;
        });
        return DeletePermissionResponse.of();
    }

    /** An authority has as many permissions as there are principals for them: one. */
    @Override
    public ListPermissionsResponse listPermissions(ListPermissionsRequest in, Call call) {
        return call.read(
                snapshot -> {
                    Authority authority = AuthorityForms.findSharedLive(snapshot, in.certificateAuthorityArn(), call);
                    return ListPermissionsResponse.builder()
                            .permissions(AcmPcaTables.of(authority)
                                    .permissions
                                    .rows(snapshot, Range.prefix(Key.of(authority.id())))
                                    .toList()
                                    .stream()
                                    .map(row -> Permission.builder()
                                            .certificateAuthorityArn(authority.arn())
                                            .createdAt(row.value().created())
                                            .principal(row.value().principal())
                                            .sourceAccount(row.value().sourceAccount())
                                            .actions(row.value().actions())
                                            .build())
                                    .toList())
                            .build();
                });
    }
}
