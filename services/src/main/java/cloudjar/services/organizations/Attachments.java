package cloudjar.services.organizations;

import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.organizations.OrganizationsTables.AttachmentKey;
import java.util.List;
import java.util.Optional;

/** Which policies an organization has, and what they are attached to. */
record Attachments(Organization organization) {
    /** The policy with this id, one of AWS's included. */
    Optional<OrganizationPolicy> policy(Snapshot snapshot, String id) {
        return OrganizationPolicy.OF_AWS.stream()
                .filter(policy -> policy.id().equals(id))
                .findFirst()
                .or(() -> OrganizationsTables.POLICIES.in(organization.scope()).get(snapshot, id));
    }

    /**
     * The policy with this id.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is none
     */
    OrganizationPolicy existing(Snapshot snapshot, String id) {
        return policy(snapshot, id).orElseThrow(OrganizationsErrors::noPolicy);
    }

    /** The policies of a type that are attached to a root, unit or account itself. */
    List<OrganizationPolicy> at(Snapshot snapshot, String targetId, ControlType type) {
        return OrganizationsTables.ATTACHMENTS
                .in(organization.scope())
                .rows(snapshot, Range.prefix(targetId))
                .values()
                .stream()
                .filter(attachment -> attachment.type() == type)
                .map(attachment -> existing(snapshot, attachment.policyId()))
                .toList();
    }

    boolean attached(Snapshot snapshot, String targetId, String policyId) {
        return OrganizationsTables.ATTACHMENTS
                .in(organization.scope())
                .contains(snapshot, new AttachmentKey(targetId, policyId));
    }

    void attach(Tx tx, String targetId, OrganizationPolicy policy) {
        OrganizationsTables.ATTACHMENTS
                .in(organization.scope())
                .put(
                        tx,
                        new AttachmentKey(targetId, policy.id()),
                        new Attachment(targetId, policy.id(), policy.type()));
    }

    void detach(Tx tx, String targetId, String policyId) {
        OrganizationsTables.ATTACHMENTS.in(organization.scope()).delete(tx, new AttachmentKey(targetId, policyId));
    }

    /** Gives a new unit or account what every one has from the start. */
    void begin(Tx tx, String targetId) {
        for (ControlType type : organization.types()) {
            OrganizationPolicy.defaultOf(type).ifPresent(policy -> attach(tx, targetId, policy));
        }
    }

    /** Takes away all that is attached to a unit or account that goes. */
    void end(Tx tx, String targetId) {
        OrganizationsTables.ATTACHMENTS.in(organization.scope()).deleteRange(tx, Range.prefix(targetId));
    }
}
