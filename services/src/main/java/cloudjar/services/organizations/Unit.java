package cloudjar.services.organizations;

import cloudjar.api.organizations.OrganizationalUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An organizational unit.
 *
 * @param parentId the root or unit that holds it
 */
record Unit(String id, String name, String parentId, Map<String, String> tags) {
    Unit {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    Unit withName(String changed) {
        return new Unit(id, changed, parentId, tags);
    }

    Unit withTags(Map<String, String> changed) {
        return new Unit(id, name, parentId, changed);
    }

    OrganizationalUnit shown(Organization organization) {
        return OrganizationalUnit.builder()
                .id(id)
                .arn(organization.arn("ou", id))
                .name(name)
                .build();
    }
}
