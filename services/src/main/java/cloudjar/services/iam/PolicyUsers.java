package cloudjar.services.iam;

import cloudjar.api.iam.EntityType;
import cloudjar.api.iam.ListEntitiesForPolicyRequest;
import cloudjar.api.iam.ListEntitiesForPolicyResponse;
import cloudjar.api.iam.PolicyGroup;
import cloudjar.api.iam.PolicyRole;
import cloudjar.api.iam.PolicyUsageType;
import cloudjar.api.iam.PolicyUser;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who has a managed policy: attached, or as a permissions boundary. */
final class PolicyUsers {
    private PolicyUsers() {}

    static ListEntitiesForPolicyResponse list(Snapshot snapshot, Call call, ListEntitiesForPolicyRequest in) {
        Scope scope = Scope.account(call.account());
        String usage = in.policyUsageFilter();
        Stream<Identity> attached = PolicyUsageType.PERMISSIONS_BOUNDARY.equals(usage)
                ? Stream.empty()
                : IamTables.ATTACHMENTS_BY_POLICY.in(scope).find(snapshot, in.policyArn()).stream()
                        .map(row -> IdentityLookup.withId(
                                snapshot, call, row.value().identityId()));
        Stream<Identity> bounded = PolicyUsageType.PERMISSIONS_POLICY.equals(usage)
                ? Stream.empty()
                : IamTables.IDENTITIES_BY_BOUNDARY.in(scope).find(snapshot, in.policyArn()).stream()
                        .map(Row::value);
        List<Identity> users = Stream.concat(attached, bounded)
                .distinct()
                .filter(identity -> wanted(identity.kind(), in.entityFilter()))
                .filter(identity -> Paths.under(identity.path(), in.pathPrefix()))
                .sorted(Comparator.comparing(PolicyUsers::position))
                .toList();
        String query =
                String.join(" ", "ListEntitiesForPolicy", in.policyArn(), in.entityFilter(), in.pathPrefix(), usage);
        Page<Identity> part = Page.of(users, PolicyUsers::position, Paging.asked(in.maxItems(), in.marker(), query));
        return shown(part);
    }

    private static boolean wanted(IdentityKind kind, @Nullable String filter) {
        return filter == null
                || switch (filter) {
                    case EntityType.USER -> kind == IdentityKind.USER;
                    case EntityType.GROUP -> kind == IdentityKind.GROUP;
                    case EntityType.ROLE -> kind == IdentityKind.ROLE;
                    default -> false;
                };
    }

    private static String position(Identity identity) {
        return identity.kind().ordinal() + identity.name();
    }

    private static ListEntitiesForPolicyResponse shown(Page<Identity> part) {
        List<PolicyUser> users = new ArrayList<>();
        List<PolicyGroup> groups = new ArrayList<>();
        List<PolicyRole> roles = new ArrayList<>();
        for (Identity identity : part.items()) {
            String name = identity.name();
            String id = identity.id();
            switch (identity.kind()) {
                case USER ->
                    users.add(PolicyUser.builder().userName(name).userId(id).build());
                case GROUP ->
                    groups.add(PolicyGroup.builder().groupName(name).groupId(id).build());
                case ROLE ->
                    roles.add(PolicyRole.builder().roleName(name).roleId(id).build());
            }
        }
        return ListEntitiesForPolicyResponse.builder()
                .policyGroups(groups)
                .policyUsers(users)
                .policyRoles(roles)
                .isTruncated(part.next().isPresent())
                .marker(part.next().orElse(null))
                .build();
    }
}
