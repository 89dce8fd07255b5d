package cloudjar.services.organizations;

import cloudjar.api.organizations.OrganizationFeatureSet;
import cloudjar.api.organizations.PolicyTypeStatus;
import cloudjar.api.organizations.PolicyTypeSummary;
import cloudjar.api.organizations.Root;
import cloudjar.kernel.store.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An organization.
 *
 * @param partition in which its accounts are
 * @param managementAccount to which it belongs
 * @param allFeatures whether policies control it; else it shares its bill alone
 * @param types the types of policies that are enabled, in the order in which they were
 * @param rootTags the tags of its root
 */
record Organization(
        String id,
        String rootId,
        String partition,
        String managementAccount,
        boolean allFeatures,
        List<ControlType> types,
        Map<String, String> rootTags,
        Instant created) {
    private static final String ROOT = "Root";

    Organization {
        types = List.copyOf(types);
        rootTags = Collections.unmodifiableMap(new LinkedHashMap<>(rootTags));
    }

    /** Where its rows are. */
    Scope scope() {
        return Scope.account(managementAccount);
    }

    boolean enabled(ControlType type) {
        return types.contains(type);
    }

    Organization withType(ControlType type) {
        List<ControlType> more = new ArrayList<>(types);
        more.add(type);
        return new Organization(id, rootId, partition, managementAccount, allFeatures, more, rootTags, created);
    }

    Organization withoutType(ControlType type) {
        List<ControlType> fewer = types.stream().filter(other -> other != type).toList();
        return new Organization(id, rootId, partition, managementAccount, allFeatures, fewer, rootTags, created);
    }

    Organization withRootTags(Map<String, String> tags) {
        return new Organization(id, rootId, partition, managementAccount, allFeatures, types, tags, created);
    }

    Organization withAllFeatures() {
        return new Organization(id, rootId, partition, managementAccount, true, types, rootTags, created);
    }

    /** The ARN of something in it: {@code kind/o-…/rest}. */
    String arn(String kind, String rest) {
        return "arn:" + partition + ":organizations::" + managementAccount + ":" + kind + "/" + id
                + (rest.isEmpty() ? "" : "/" + rest);
    }

    String featureSet() {
        return allFeatures ? OrganizationFeatureSet.ALL : OrganizationFeatureSet.CONSOLIDATED_BILLING;
    }

    /** What callers see, who must not rely on the list of types: it says what could be enabled. */
    cloudjar.api.organizations.Organization shown(MemberAccount management) {
        List<PolicyTypeSummary> available =
                allFeatures ? List.of(summary(ControlType.SERVICE_CONTROL_POLICY)) : List.of();
        return cloudjar.api.organizations.Organization.builder()
                .id(id)
                .arn(arn("organization", ""))
                .featureSet(featureSet())
                .masterAccountArn(arn("account", managementAccount))
                .masterAccountId(managementAccount)
                .masterAccountEmail(management.email())
                .availablePolicyTypes(available)
                .build();
    }

    Root root() {
        return Root.builder()
                .id(rootId)
                .arn(arn("root", rootId))
                .name(ROOT)
                .policyTypes(types.stream().map(Organization::summary).toList())
                .build();
    }

    private static PolicyTypeSummary summary(ControlType type) {
        return PolicyTypeSummary.builder()
                .type(type.name())
                .status_(PolicyTypeStatus.ENABLED)
                .build();
    }
}
