package cloudjar.services.organizations;

import cloudjar.api.organizations.Policy;
import cloudjar.api.organizations.PolicySummary;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy of an organization, or one that AWS keeps for all of them.
 *
 * @param content as it was written
 */
record OrganizationPolicy(
        String id, String name, String description, ControlType type, String content, Map<String, String> tags) {
    /** The policy that allows all; whoever takes it away must give another. */
    static final OrganizationPolicy FULL_AWS_ACCESS = new OrganizationPolicy(
            "p-FullAWSAccess",
            "FullAWSAccess",
            "Allows access to every operation",
            ControlType.SERVICE_CONTROL_POLICY,
            """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Action": "*",
                  "Resource": "*"
                }
              ]
            }""",
            Map.of());

    /** The policy that allows all to be done to resources; it cannot be taken away. */
    static final OrganizationPolicy RCP_FULL_AWS_ACCESS = new OrganizationPolicy(
            "p-RCPFullAWSAccess",
            "RCPFullAWSAccess",
            "Allows access to every resource",
            ControlType.RESOURCE_CONTROL_POLICY,
            """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Principal": "*",
                  "Action": "*",
                  "Resource": "*"
                }
              ]
            }""",
            Map.of());

    /** Those that AWS keeps. */
    static final List<OrganizationPolicy> OF_AWS = List.of(FULL_AWS_ACCESS, RCP_FULL_AWS_ACCESS);

    OrganizationPolicy {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** The policy that every target has from the start; empty for types that need none. */
    static Optional<OrganizationPolicy> defaultOf(ControlType type) {
        return OF_AWS.stream().filter(policy -> policy.type == type).findFirst();
    }

    boolean ofAws() {
        return OF_AWS.stream().anyMatch(policy -> policy.id.equals(id));
    }

    OrganizationPolicy with(String newName, String newDescription, String newContent) {
        return new OrganizationPolicy(id, newName, newDescription, type, newContent, tags);
    }

    OrganizationPolicy withTags(Map<String, String> changed) {
        return new OrganizationPolicy(id, name, description, type, content, changed);
    }

    String arn(Organization organization) {
        return ofAws()
                ? "arn:" + organization.partition() + ":organizations::aws:policy/" + type.inArn() + "/" + id
                : organization.arn("policy", type.inArn() + "/" + id);
    }

    PolicySummary summary(Organization organization) {
        return PolicySummary.builder()
                .id(id)
                .arn(arn(organization))
                .name(name)
                .description(description)
                .type(type.name())
                .awsManaged(ofAws())
                .build();
    }

    Policy shown(Organization organization) {
        return Policy.builder()
                .policySummary(summary(organization))
                .content(content)
                .build();
    }
}
