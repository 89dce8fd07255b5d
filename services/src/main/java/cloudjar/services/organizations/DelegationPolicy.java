package cloudjar.services.organizations;

import cloudjar.api.organizations.ResourcePolicy;
import cloudjar.api.organizations.ResourcePolicySummary;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The resource policy of an organization. */
record DelegationPolicy(String id, String content, Map<String, String> tags) {
    DelegationPolicy {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    DelegationPolicy withTags(Map<String, String> changed) {
        return new DelegationPolicy(id, content, changed);
    }

    ResourcePolicy shown(Organization organization) {
        return ResourcePolicy.builder()
                .resourcePolicySummary(ResourcePolicySummary.builder()
                        .id(id)
                        .arn(organization.arn("resourcepolicy", id))
                        .build())
                .content(content)
                .build();
    }
}
