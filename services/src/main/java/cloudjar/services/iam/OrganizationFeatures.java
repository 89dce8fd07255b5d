package cloudjar.services.iam;

import java.util.List;

/**
 * What the management account lets be done as the root user of member accounts.
 *
 * @param organizationId for which it was set: of another organization of the same account it says nothing
 * @param enabled by their names, in the order of the model
 */
record OrganizationFeatures(String organizationId, List<String> enabled) {
    OrganizationFeatures {
        enabled = List.copyOf(enabled);
    }
}
