package cloudjar.services.iam;

import cloudjar.kernel.identity.PolicySource;
import cloudjar.kernel.policy.CompiledPolicy;
import cloudjar.kernel.policy.PolicyDocument;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.policy.PolicySet;
import cloudjar.kernel.policy.PolicyVersion;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells which policies users and roles have. Compiled documents are kept as long as there is room. */
final class IamPolicies implements PolicySource {
    private static final int KEPT_MAX = 10_000;

    private final Map<Text, CompiledPolicy> compiled = new ConcurrentHashMap<>();

    /** A document by the name under which decisions tell of it. */
    private record Text(PolicyKind kind, String id, String document) {
        CompiledPolicy compile() {
            return CompiledPolicy.of(PolicyText.stored(document, kind), kind, id);
        }
    }

    @Override
    public PolicySet policies(Snapshot snapshot, Principal principal) {
        String id =
                switch (principal) {
                    case Principal.User user -> user.userId();
                    case Principal.AssumedRole session -> session.roleId();
                    case Principal.Root _, Principal.Federated _, Principal.Anonymous _, Principal.Service _ -> null;
                };
        if (id == null) {
            return PolicySet.NONE;
        }
        Scope scope = Scope.account(principal.account());
        return IamTables.IDENTITIES_BY_ID
                .in(scope)
                .get(snapshot, id)
                .map(identity -> of(snapshot, scope, identity))
                .orElse(PolicySet.NONE);
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
