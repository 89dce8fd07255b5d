package cloudjar.services.iam;

import cloudjar.api.organizations.AWSOrganizationsNotInUseException;
import cloudjar.api.organizations.Account;
import cloudjar.api.organizations.ChildNotFoundException;
import cloudjar.api.organizations.DescribeOrganizationRequest;
import cloudjar.api.organizations.DescribePolicyRequest;
import cloudjar.api.organizations.InvalidInputException;
import cloudjar.api.organizations.ListAccountsForParentRequest;
import cloudjar.api.organizations.ListAccountsForParentResponse;
import cloudjar.api.organizations.ListOrganizationalUnitsForParentRequest;
import cloudjar.api.organizations.ListOrganizationalUnitsForParentResponse;
import cloudjar.api.organizations.ListParentsRequest;
import cloudjar.api.organizations.ListPoliciesForTargetRequest;
import cloudjar.api.organizations.ListPoliciesForTargetResponse;
import cloudjar.api.organizations.ListRootsRequest;
import cloudjar.api.organizations.ListTargetsForPolicyRequest;
import cloudjar.api.organizations.ListTargetsForPolicyResponse;
import cloudjar.api.organizations.Organization;
import cloudjar.api.organizations.OrganizationalUnit;
import cloudjar.api.organizations.Organizations;
import cloudjar.api.organizations.PolicyNotFoundException;
import cloudjar.api.organizations.PolicyTargetSummary;
import cloudjar.api.organizations.PolicyType;
import cloudjar.api.organizations.PolicyTypeStatus;
import cloudjar.api.organizations.PolicyTypeSummary;
import cloudjar.api.organizations.Root;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.policy.PolicyDocument;
import cloudjar.kernel.policy.PolicyKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The caller's organization, as Organizations tells the caller of it. */
final class OrganizationView {
    private final Organizations organizations;
    private final Call call;

    OrganizationView(Organizations organizations, Call call) {
        this.organizations = organizations;
        this.call = call;
    }

    /**
     * A root, unit or account.
     *
     * @param levels the ids from the root down to it
     * @param managementAccount of the organization
     */
    record Entity(String path, List<String> levels, String managementAccount) {
        String id() {
            return levels.getLast();
        }

        boolean isManagementAccount() {
            return id().equals(managementAccount);
        }

        boolean isAccount() {
            return cloudjar.kernel.tenancy.Account.isId(id());
        }
    }

    /**
     * What a path of ids leads to, from the organization's downwards.
     *
     * @throws cloudjar.kernel.shape.ApiException where the caller's is not the management account, service control policies are
     *     not enabled, or there is no such path
     */
    Entity entity(String path) {
        Organization organization = organization();
        List<String> ids = List.of(path.split("/", -1));
        Root root = organizations
                .listRoots(ListRootsRequest.builder().build(), call)
                .roots()
                .getFirst();
        if (root.policyTypes().stream().noneMatch(OrganizationView::isControl)) {
            throw IamErrors.noControlPolicies();
        }
        boolean fromTop = ids.size() > 1
                && ids.getFirst().equals(organization.id())
                && ids.get(1).equals(root.id());
        if (!fromTop) {
            throw IamErrors.noEntity(path);
        }
        for (int i = 2; i < ids.size(); i++) {
            checkParent(ids.get(i), ids.get(i - 1), path);
        }
        return new Entity(
                path, ids.subList(1, ids.size()), Objects.requireNonNullElse(organization.masterAccountId(), ""));
    }

    private Organization organization() {
        try {
            Organization organization = organizations
                    .describeOrganization(DescribeOrganizationRequest.of(), call)
                    .organization();
            if (organization != null && call.account().equals(organization.masterAccountId())) {
                return organization;
            }
        } catch (AWSOrganizationsNotInUseException none) {
            // Like a member that is not the management account: there is nothing it may ask about.
            throw IamErrors.notManagementAccount();
        }
        throw IamErrors.notManagementAccount();
    }

    private static boolean isControl(PolicyTypeSummary type) {
        return PolicyType.SERVICE_CONTROL_POLICY.equals(type.type()) && PolicyTypeStatus.ENABLED.equals(type.status_());
    }

    private void checkParent(String child, String parent, String path) {
        try {
            boolean under =
                    organizations
                            .listParents(
                                    ListParentsRequest.builder().childId(child).build(), call)
                            .parents()
                            .stream()
                            .anyMatch(found -> parent.equals(found.id()));
            if (!under) {
                throw IamErrors.noEntity(path);
            }
        } catch (ChildNotFoundException | InvalidInputException none) {
            throw IamErrors.noEntity(path);
        }
    }

    /** The service control policies on the way down to an entity; nothing controls the management account. */
    OrganizationControls controls(Entity entity) {
        if (entity.isManagementAccount()) {
            return new OrganizationControls(List.of());
        }
        return new OrganizationControls(entity.levels().stream()
                .map(level -> all(
                                token -> organizations.listPoliciesForTarget(
                                        ListPoliciesForTargetRequest.builder()
                                                .targetId(level)
                                                .filter(PolicyType.SERVICE_CONTROL_POLICY)
                                                .nextToken(token)
                                                .build(),
                                        call),
                                ListPoliciesForTargetResponse::policies,
                                ListPoliciesForTargetResponse::nextToken)
                        .stream()
                        .map(policy -> document(String.valueOf(policy.id())))
                        .toList())
                .toList());
    }

    /**
     * One policy by itself.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is no service control policy with this id
     */
    OrganizationControls policy(String id) {
        return new OrganizationControls(List.of(List.of(document(id))));
    }

    private PolicyDocument document(String id) {
        try {
            var policy = organizations
                    .describePolicy(DescribePolicyRequest.builder().policyId(id).build(), call)
                    .policy();
            if (policy != null
                    && policy.content() != null
                    && policy.policySummary() != null
                    && PolicyType.SERVICE_CONTROL_POLICY.equals(
                            policy.policySummary().type())) {
                return PolicyText.stored(policy.content(), PolicyKind.SERVICE_CONTROL);
            }
        } catch (PolicyNotFoundException | InvalidInputException none) {
            throw IamErrors.noControlPolicy(id);
        }
        throw IamErrors.noControlPolicy(id);
    }

    /**
     * The accounts that a report on an entity is about, and their paths. The management account is in none but its own.
     *
     * @param policy to which they must be subject; null for all
     */
    Map<String, String> accounts(Entity entity, @Nullable String policy) {
        Map<String, String> accounts = new LinkedHashMap<>();
        if (entity.isAccount()) {
            accounts.put(entity.id(), entity.path());
        } else {
            collect(entity.id(), entity.path(), accounts);
            accounts.remove(entity.managementAccount());
        }
        if (policy != null) {
            Set<String> targets = targets(policy);
            accounts.values().removeIf(path -> List.of(path.split("/")).stream().noneMatch(targets::contains));
            accounts.remove(entity.managementAccount());
        }
        return accounts;
    }

    private void collect(String parent, String path, Map<String, String> accounts) {
        all(
                        token -> organizations.listAccountsForParent(
                                ListAccountsForParentRequest.builder()
                                        .parentId(parent)
                                        .nextToken(token)
                                        .build(),
                                call),
                        ListAccountsForParentResponse::accounts,
                        ListAccountsForParentResponse::nextToken)
                .stream()
                .map(Account::id)
                .map(String::valueOf)
                .forEach(id -> accounts.put(id, path + "/" + id));
        all(
                        token -> organizations.listOrganizationalUnitsForParent(
                                ListOrganizationalUnitsForParentRequest.builder()
                                        .parentId(parent)
                                        .nextToken(token)
                                        .build(),
                                call),
                        ListOrganizationalUnitsForParentResponse::organizationalUnits,
                        ListOrganizationalUnitsForParentResponse::nextToken)
                .stream()
                .map(OrganizationalUnit::id)
                .map(String::valueOf)
                .forEach(id -> collect(id, path + "/" + id, accounts));
    }

    private Set<String> targets(String policy) {
        Set<String> targets = new HashSet<>();
        all(
                        token -> organizations.listTargetsForPolicy(
                                ListTargetsForPolicyRequest.builder()
                                        .policyId(policy)
                                        .nextToken(token)
                                        .build(),
                                call),
                        ListTargetsForPolicyResponse::targets,
                        ListTargetsForPolicyResponse::nextToken)
                .stream()
                .map(PolicyTargetSummary::targetId)
                .map(String::valueOf)
                .forEach(targets::add);
        return targets;
    }

    /** All items of a list that comes in pages. */
    private static <P, T> List<T> all(
            Function<@Nullable String, P> page, Function<P, List<T>> items, Function<P, @Nullable String> next) {
        List<T> found = new ArrayList<>();
        String token = null;
        do {
            P part = page.apply(token);
            found.addAll(items.apply(part));
            token = next.apply(part);
        } while (token != null);
        return found;
    }
}
