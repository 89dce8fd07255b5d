package cloudjar.services.organizations;

import cloudjar.api.organizations.DisablePolicyTypeRequest;
import cloudjar.api.organizations.DisablePolicyTypeResponse;
import cloudjar.api.organizations.EnablePolicyTypeRequest;
import cloudjar.api.organizations.EnablePolicyTypeResponse;
import cloudjar.api.organizations.PolicyTypes;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Tx;
import java.util.List;

/** Which types of policies hold in an organization. */
final class PolicyTypeOperations implements PolicyTypes {
    @Override
    public EnablePolicyTypeResponse enablePolicyType(EnablePolicyTypeRequest in, Call call) {
        ControlType type = ControlType.of(in.policyType());
        return call.write(tx -> {
            Organization organization = named(tx, call, in.rootId());
            if (!organization.allFeatures()) {
                throw OrganizationsErrors.typeNotAvailable();
            }
            if (organization.enabled(type)) {
                throw OrganizationsErrors.typeEnabled();
            }
            Organization changed = put(tx, organization.withType(type));
            OrganizationPolicy.defaultOf(type).ifPresent(policy -> {
                Attachments attachments = new Attachments(changed);
                new Tree(changed).everything(tx).forEach(target -> attachments.attach(tx, target, policy));
            });
            return EnablePolicyTypeResponse.builder().root(changed.root()).build();
        });
    }

    /** Takes the type away with all that is attached: who enables it again begins anew. */
    @Override
    public DisablePolicyTypeResponse disablePolicyType(DisablePolicyTypeRequest in, Call call) {
        ControlType type = ControlType.of(in.policyType());
        return call.write(tx -> {
            Organization organization = named(tx, call, in.rootId());
            if (!organization.enabled(type)) {
                throw OrganizationsErrors.typeNotEnabled();
            }
            Organization changed = put(tx, organization.withoutType(type));
            Attachments attachments = new Attachments(changed);
            List<Attachment> gone =
                    OrganizationsTables.ATTACHMENTS.in(changed.scope()).rows(tx, Range.all()).values().stream()
                            .filter(attachment -> attachment.type() == type)
                            .toList();
            gone.forEach(attachment -> attachments.detach(tx, attachment.targetId(), attachment.policyId()));
            return DisablePolicyTypeResponse.builder().root(changed.root()).build();
        });
    }

    private static Organization named(Tx tx, Call call, String rootId) {
        Organization organization = Standing.management(tx, call).organization();
        if (!organization.rootId().equals(rootId)) {
            throw OrganizationsErrors.noRoot();
        }
        return organization;
    }

    private static Organization put(Tx tx, Organization organization) {
        OrganizationsTables.ORGANIZATION.in(organization.scope()).put(tx, OrganizationsTables.ONLY, organization);
        return organization;
    }
}
