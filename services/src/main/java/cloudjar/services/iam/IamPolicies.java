package cloudjar.services.iam;

import cloudjar.kernel.identity.IdentityFacts;
import cloudjar.kernel.identity.IdentitySource;
import cloudjar.kernel.identity.Session;
import cloudjar.kernel.policy.CompiledPolicy;
import cloudjar.kernel.policy.PolicyDocument;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.policy.PolicySet;
import cloudjar.kernel.policy.PolicyVersion;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Stamp;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells which policies users and roles have. Compiled documents are kept as long as there is room, and so is what they are for
 * each identity, until something changes in its account.
 */
final class IamPolicies implements IdentitySource {
    private static final int KEPT_MAX = 10_000;

    private final Map<Text, CompiledPolicy> compiled = new ConcurrentHashMap<>();

    /** A document by the name under which decisions tell of it. */
    private record Text(PolicyKind kind, String id, String document) {
        CompiledPolicy compile() {
            return CompiledPolicy.of(PolicyText.stored(document, kind), kind, id);
        }
    }

    /** What was found of the identities of one world, by their ids or names. */
    private static final class Known {
        final Map<String, Found> identities = new ConcurrentHashMap<>();
    }

    /**
     * @param place the account's stamp
     * @param stamp what it was when this was found
     */
    private record Found(Stamp.Place place, long stamp, IdentityFacts facts) {}

    @Override
    public IdentityFacts facts(World world, Snapshot snapshot, Principal principal, @Nullable Session session) {
        String name = name(principal, session);
        if (name == null) {
            return IdentityFacts.NONE;
        }
        Map<String, Found> identities = world.derived(Known.class, Known::new).identities;
        Found known = identities.get(name);
        if (known != null && known.stamp() == known.place().now(snapshot)) {
            return known.facts();
        }
        Scope scope = Scope.account(principal.account());
        Stamp.Place place = known == null ? IamTables.POLICY_STAMP.in(scope) : known.place();
        IdentityFacts facts = identity(snapshot, scope, name)
                .map(identity -> new IdentityFacts(of(snapshot, scope, identity), tags(identity)))
                .orElse(IdentityFacts.NONE);
        if (identities.size() >= KEPT_MAX) {
            identities.clear();
        }
        identities.put(name, new Found(place, place.now(snapshot), facts));
        return facts;
    }

    /** The id of the user or role, or the ARN of a user who vouches; null where there is neither. */
    private static @Nullable String name(Principal principal, @Nullable Session session) {
        return switch (principal) {
            case Principal.User user -> user.userId();
            case Principal.AssumedRole assumed -> assumed.roleId();
            case Principal.Federated _ ->
                session == null || session.issuer() == null
                        ? null
                        : session.issuer().toString();
            case Principal.Root _, Principal.Anonymous _, Principal.Service _ -> null;
        };
    }

    private static Map<String, String> tags(Identity identity) {
        return identity instanceof Bounded bounded ? bounded.tags() : Map.of();
    }

    private static Optional<Identity> identity(Snapshot snapshot, Scope scope, String name) {
        return name.startsWith("arn:")
                ? IamTables.IDENTITIES
                        .in(scope)
                        .get(
                                snapshot,
                                IamTables.IdentityKey.of(
                                        IdentityKind.USER,
                                        Arn.parse(name).orElseThrow().name()))
                : IamTables.IDENTITIES_BY_ID.in(scope).get(snapshot, name);
    }

    private PolicySet of(Snapshot snapshot, Scope scope, Identity identity) {
        List<CompiledPolicy> own = new ArrayList<>();
        held(snapshot, scope, identity.id(), own);
        IamTables.MEMBERSHIPS
                .in(scope)
                .rows(snapshot, Range.prefix(identity.id()))
                .forEach(row -> held(snapshot, scope, row.value().groupId(), own));
        PolicySet policies = PolicySet.NONE.withIdentity(PolicyLayer.of(own));
        if (!(identity instanceof Bounded bounded) || bounded.boundary() == null) {
            return policies;
        }
        // A boundary whose policy is gone allows nothing.
        String arn = bounded.boundary();
        CompiledPolicy boundary = PolicyLookup.find(
                        snapshot, scope.account(), Arn.parse(arn).orElseThrow())
                .map(policy ->
                        compiled(PolicyKind.BOUNDARY, arn, policy.current().document()))
                .orElseGet(() -> CompiledPolicy.of(
                        new PolicyDocument(PolicyVersion.V2012_10_17, null, List.of()), PolicyKind.BOUNDARY, arn));
        return policies.withBoundary(PolicyLayer.of(boundary));
    }

    /** Adds what an identity has itself: policies of its own and managed ones. */
    private void held(Snapshot snapshot, Scope scope, String identityId, List<CompiledPolicy> into) {
        for (InlinePolicy policy : IamTables.INLINE_POLICIES
                .in(scope)
                .rows(snapshot, Range.prefix(identityId))
                .values()) {
            into.add(compiled(PolicyKind.IDENTITY, policy.name(), policy.document()));
        }
        for (String arn : Attachments.arns(snapshot, scope, identityId)) {
            PolicyLookup.find(snapshot, scope.account(), Arn.parse(arn).orElseThrow())
                    .ifPresent(policy -> into.add(
                            compiled(PolicyKind.IDENTITY, arn, policy.current().document())));
        }
    }

    private CompiledPolicy compiled(PolicyKind kind, String id, String document) {
        if (compiled.size() > KEPT_MAX) {
            compiled.clear();
        }
        return compiled.computeIfAbsent(new Text(kind, id, document), Text::compile);
    }
}
