package cloudjar.services.iam;

import cloudjar.api.iam.EntityDetails;
import cloudjar.api.iam.EntityInfo;
import cloudjar.api.iam.ServiceLastAccessed;
import cloudjar.api.iam.TrackedActionLastAccessed;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.iam.IamTables.UseKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What may be done with the policies of an identity, or with one policy, and what was done of it.
 *
 * @param policies that grant
 * @param entities the users and roles that have them, in the order of their ARNs
 */
record AccessReport(List<GrantingPolicy> policies, List<Identity> entities) {
    /**
     * A use by somebody.
     *
     * @param entity who it was
     */
    private record Used(Identity entity, UseKey key, LastUse last) {}

    /**
     * The report on the user, group, role or policy with this ARN.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is none
     */
    static AccessReport of(Snapshot snapshot, Call call, String text) {
        Arn arn = Arn.parse(text).orElseThrow(IamErrors::badArn);
        if (arn.resource().startsWith("policy/")) {
            ManagedPolicy policy = PolicyLookup.existing(snapshot, call, text);
            Set<Identity> having = new LinkedHashSet<>();
            IamTables.ATTACHMENTS_BY_POLICY
                    .in(Scope.account(call.account()))
                    .find(snapshot, text)
                    .forEach(row -> having.addAll(people(
                            snapshot,
                            call,
                            IdentityLookup.withId(snapshot, call, row.value().identityId()))));
            return new AccessReport(List.of(GrantingPolicy.of(policy, text)), sorted(having, call));
        }
        Identity identity = PolicySources.identity(snapshot, call, text);
        return new AccessReport(
                GrantingPolicy.of(snapshot, call, identity), sorted(people(snapshot, call, identity), call));
    }

    private static List<Identity> sorted(Iterable<Identity> identities, Call call) {
        List<Identity> sorted = new ArrayList<>();
        identities.forEach(sorted::add);
        sorted.sort(Comparator.comparing(identity -> identity.arn(call)));
        return sorted;
    }

    /** Those who make calls: the members of a group, else the identity itself. */
    private static List<Identity> people(Snapshot snapshot, Call call, Identity identity) {
        return identity instanceof IamGroup group
                ? List.copyOf(GroupOperations.members(snapshot, call, group))
                : List.of(identity);
    }

    /** Every service that the policies open, in the order of their names, with its last use. */
    List<ServiceLastAccessed> services(Snapshot snapshot, Call call, boolean byAction) {
        Map<String, List<Used>> uses = new TreeMap<>();
        for (Identity entity : entities) {
            for (Row<UseKey, LastUse> row :
                    IamTables.USES.in(Scope.account(call.account())).rows(snapshot, Range.prefix(entity.id()))) {
                uses.computeIfAbsent(Namespaces.of(row.key().service()), name -> new ArrayList<>())
                        .add(new Used(entity, row.key(), row.value()));
            }
        }
        List<ServiceLastAccessed> services = new ArrayList<>();
        Namespaces.all().forEach((namespace, title) -> {
            if (policies.stream().anyMatch(policy -> policy.opens(namespace))) {
                List<Used> own = uses.getOrDefault(namespace, List.of());
                services.add(shown(namespace, title, own, byAction, call));
            }
        });
        return services;
    }

    private static ServiceLastAccessed shown(
            String namespace, String title, List<Used> uses, boolean byAction, Call call) {
        ServiceLastAccessed.Builder shown = ServiceLastAccessed.builder()
                .serviceName(title)
                .serviceNamespace(namespace)
                .totalAuthenticatedEntities(
                        (int) uses.stream().map(Used::entity).distinct().count());
        uses.stream().max(Comparator.comparing(used -> used.last().time())).ifPresent(last -> shown.lastAuthenticated(
                        last.last().time())
                .lastAuthenticatedEntity(last.entity().arn(call))
                .lastAuthenticatedRegion(last.last().region()));
        if (byAction && !uses.isEmpty()) {
            Map<String, Used> latest = new TreeMap<>();
            uses.forEach(used -> latest.merge(
                    used.key().operation(),
                    used,
                    (one, other) -> one.last().time().isBefore(other.last().time()) ? other : one));
            shown.trackedActionsLastAccessed(latest.entrySet().stream()
                    .map(action -> TrackedActionLastAccessed.builder()
                            .actionName(action.getKey())
                            .lastAccessedEntity(action.getValue().entity().arn(call))
                            .lastAccessedTime(action.getValue().last().time())
                            .lastAccessedRegion(action.getValue().last().region())
                            .build())
                    .toList());
        }
        return shown.build();
    }

    /** Everybody who has the policies, with the last use of a service. */
    List<EntityDetails> people(Snapshot snapshot, Call call, String namespace) {
        return entities.stream()
                .map(entity -> EntityDetails.builder()
                        .entityInfo(EntityInfo.builder()
                                .arn(entity.arn(call))
                                .name(entity.name())
                                .type(entity.kind().name())
                                .id(entity.id())
                                .path(entity.path())
                                .build())
                        .lastAuthenticated(uses(snapshot, call, entity, namespace)
                                .reduce(LastUse::or)
                                .map(LastUse::time)
                                .orElse(null))
                        .build())
                .toList();
    }

    private static Stream<LastUse> uses(Snapshot snapshot, Call call, Identity entity, String namespace) {
        return IamTables.USES
                .in(Scope.account(call.account()))
                .rows(snapshot, Range.prefix(Key.of(entity.id())))
                .stream()
                .filter(row -> Namespaces.of(row.key().service()).equals(namespace))
                .map(Row::value);
    }
}
