package cloudjar.kernel.identity;

import cloudjar.kernel.policy.PolicyLayer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an organization says of one of its accounts. Each level holds the policies of the root, of a unit or of the account
 * itself, from the root down, and must allow; where there are no levels, all is allowed.
 *
 * @param service the most that principals of the account can have; empty for the account that manages the organization
 * @param resource the most that anyone can have of the account's resources; likewise
 * @param organizationId such as {@code o-exampleorgid}; null for an account of none
 * @param path as {@code aws:PrincipalOrgPaths} has it, such as {@code o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/}; empty for an
 *     account of no organization
 */
public record Controls(
        List<PolicyLayer> service,
        List<PolicyLayer> resource,
        @Nullable String organizationId,
        String path) {
    /** An account of no organization. */
    public static final Controls NONE = new Controls(List.of(), List.of(), null, "");

    public Controls {
        service = List.copyOf(service);
        resource = List.copyOf(resource);
    }

    /** Where the account stands, without what controls it. */
    public Controls placeOnly() {
        return organizationId == null ? NONE : new Controls(List.of(), List.of(), organizationId, path);
    }
}
