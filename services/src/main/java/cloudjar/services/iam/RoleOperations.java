package cloudjar.services.iam;

import cloudjar.api.iam.CreateRoleRequest;
import cloudjar.api.iam.CreateRoleResponse;
import cloudjar.api.iam.DeleteRoleRequest;
import cloudjar.api.iam.DeleteRoleResponse;
import cloudjar.api.iam.GetRoleRequest;
import cloudjar.api.iam.GetRoleResponse;
import cloudjar.api.iam.ListRoleTagsRequest;
import cloudjar.api.iam.ListRoleTagsResponse;
import cloudjar.api.iam.ListRolesRequest;
import cloudjar.api.iam.ListRolesResponse;
import cloudjar.api.iam.Role;
import cloudjar.api.iam.Roles;
import cloudjar.api.iam.Tag;
import cloudjar.api.iam.TagRoleRequest;
import cloudjar.api.iam.TagRoleResponse;
import cloudjar.api.iam.UntagRoleRequest;
import cloudjar.api.iam.UntagRoleResponse;
import cloudjar.api.iam.UpdateAssumeRolePolicyRequest;
import cloudjar.api.iam.UpdateAssumeRolePolicyResponse;
import cloudjar.api.iam.UpdateRoleDescriptionRequest;
import cloudjar.api.iam.UpdateRoleDescriptionResponse;
import cloudjar.api.iam.UpdateRoleRequest;
import cloudjar.api.iam.UpdateRoleResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyRules;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Scope;
import cloudjar.services.iam.IamTables.IdentityKey;
import java.util.Objects;

/** Roles. */
final class RoleOperations implements Roles {
    private static final int ID_CHANCE = 17;

    private final LastUses uses;

    RoleOperations(LastUses uses) {
        this.uses = uses;
    }

    @Override
    public CreateRoleResponse createRole(CreateRoleRequest in, Call call) {
        String path = Paths.of(in.path());
        if (path.startsWith(IamRole.SERVICE_PATH)) {
            throw IamErrors.validation(
                    "Role paths that begin with " + IamRole.SERVICE_PATH + " are reserved for services.");
        }
        PolicyText.checked(in.assumeRolePolicyDocument(), PolicyRules.of(PolicyKind.TRUST));
        IamRole role = new IamRole(
                in.roleName(),
                path,
                IdentityKind.ROLE.idPrefix() + call.world().ids().base32(ID_CHANCE),
                call.time(),
                Tags.of(in.tags()),
                in.permissionsBoundary(),
                in.assumeRolePolicyDocument(),
                in.description(),
                Objects.requireNonNullElse(in.maxSessionDuration(), IamRole.SESSION_SECONDS));
        return call.write(tx -> {
            if (in.permissionsBoundary() != null) {
                PolicyLookup.attachable(tx, call, in.permissionsBoundary());
            }
            IdentityRoster.add(tx, call, role, "RolesPerAccount", IamLimits.ROLES);
            return CreateRoleResponse.builder().role(role.made(call)).build();
        });
    }

    @Override
    public GetRoleResponse getRole(GetRoleRequest in, Call call) {
        uses.write(call.world());
        return call.read(snapshot -> GetRoleResponse.builder()
                .role(IdentityLookup.role(snapshot, call, in.roleName()).described(snapshot, call))
                .build());
    }

    @Override
    public ListRolesResponse listRoles(ListRolesRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListRoles" + in.pathPrefix());
        Page<Role> roles = call.read(
                        snapshot -> IdentityRoster.list(snapshot, call, IdentityKind.ROLE, in.pathPrefix(), asked))
                .map(role -> ((IamRole) role).listed(call));
        return ListRolesResponse.builder()
                .roles(roles.items())
                .isTruncated(roles.next().isPresent())
                .marker(roles.next().orElse(null))
                .build();
    }

    @Override
    public UpdateRoleResponse updateRole(UpdateRoleRequest in, Call call) {
        return call.write(tx -> {
            IamRole role = IdentityLookup.ownRole(tx, call, in.roleName());
            int seconds = Objects.requireNonNullElse(in.maxSessionDuration(), role.sessionSecondsMax());
            String description = in.description() == null ? role.description() : in.description();
            IdentityLookup.put(tx, call, role.withSettings(description, seconds));
            return UpdateRoleResponse.of();
        });
    }

    @Override
    public UpdateRoleDescriptionResponse updateRoleDescription(UpdateRoleDescriptionRequest in, Call call) {
        return call.write(tx -> {
            IamRole role = IdentityLookup.role(tx, call, in.roleName());
            IamRole changed = role.withSettings(in.description(), role.sessionSecondsMax());
            IdentityLookup.put(tx, call, changed);
            return UpdateRoleDescriptionResponse.builder()
                    .role(changed.described(tx, call))
                    .build();
        });
    }

    @Override
    public UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(UpdateAssumeRolePolicyRequest in, Call call) {
        PolicyText.checked(in.policyDocument(), PolicyRules.of(PolicyKind.TRUST));
        return call.write(tx -> {
            IamRole role = IdentityLookup.ownRole(tx, call, in.roleName());
            IdentityLookup.put(tx, call, role.withTrust(in.policyDocument()));
            return UpdateAssumeRolePolicyResponse.of();
        });
    }

    @Override
    public DeleteRoleResponse deleteRole(DeleteRoleRequest in, Call call) {
        return call.write(tx -> {
            IamRole role = IdentityLookup.ownRole(tx, call, in.roleName());
            if (IamTables.PROFILES_BY_ROLE
                    .in(Scope.account(call.account()))
                    .get(tx, role.id())
                    .isPresent()) {
                throw IamErrors.conflict("remove roles from instance profile");
            }
            IdentityRoster.refuseWithPolicies(tx, call, role);
            LastUses.forget(tx, call, role.id());
            IdentityLookup.rows(call).delete(tx, IdentityKey.of(role));
            return DeleteRoleResponse.of();
        });
    }

    @Override
    public TagRoleResponse tagRole(TagRoleRequest in, Call call) {
        return call.write(tx -> {
            IamRole role = IdentityLookup.role(tx, call, in.roleName());
            IdentityLookup.put(tx, call, role.withTags(Tags.with(role.tags(), in.tags())));
            return TagRoleResponse.of();
        });
    }

    @Override
    public UntagRoleResponse untagRole(UntagRoleRequest in, Call call) {
        return call.write(tx -> {
            IamRole role = IdentityLookup.role(tx, call, in.roleName());
            IdentityLookup.put(tx, call, role.withTags(Tags.without(role.tags(), in.tagKeys())));
            return UntagRoleResponse.of();
        });
    }

    @Override
    public ListRoleTagsResponse listRoleTags(ListRoleTagsRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxItems(), in.marker(), "ListRoleTags" + in.roleName());
        Page<Tag> tags = call.read(snapshot ->
                Tags.list(IdentityLookup.role(snapshot, call, in.roleName()).tags(), asked));
        return ListRoleTagsResponse.builder()
                .tags(tags.items())
                .isTruncated(tags.next().isPresent())
                .marker(tags.next().orElse(null))
                .build();
    }
}
