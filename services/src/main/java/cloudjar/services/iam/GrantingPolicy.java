package cloudjar.services.iam;

import cloudjar.api.iam.PolicyGrantingServiceAccess;
import cloudjar.api.iam.PolicyType;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.policy.Effect;
import cloudjar.kernel.policy.PolicyDocument;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.Selection;
import cloudjar.kernel.policy.Sense;
import cloudjar.kernel.policy.Statement;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A policy that an identity has, by itself or by a group, and which services it opens.
 *
 * @param arn null for a policy of the identity's own
 * @param holder the user, group or role whose own it is; null for a managed policy
 */
record GrantingPolicy(
        String name, @Nullable String arn, @Nullable Identity holder, PolicyDocument document) {
    private static final String ALL = "*";

    /** All policies of an identity: its own and managed ones, then those of the groups that a user is in. */
    static List<GrantingPolicy> of(Snapshot snapshot, Call call, Identity identity) {
        List<GrantingPolicy> policies = new ArrayList<>(held(snapshot, call, identity));
        if (identity instanceof IamUser user) {
            GroupOperations.groupsOf(snapshot, call, user)
                    .forEach(group -> policies.addAll(held(snapshot, call, group)));
        }
        return policies;
    }

    private static List<GrantingPolicy> held(Snapshot snapshot, Call call, Identity identity) {
        Scope scope = Scope.account(call.account());
        List<GrantingPolicy> policies = new ArrayList<>();
        IamTables.INLINE_POLICIES
                .in(scope)
                .rows(snapshot, Range.prefix(identity.id()))
                .forEach(row -> policies.add(new GrantingPolicy(
                        row.value().name(), null, identity, read(row.value().document()))));
        Attachments.arns(snapshot, scope, identity.id())
                .forEach(arn -> policies.add(of(PolicyLookup.existing(snapshot, call, arn), arn)));
        return policies;
    }

    /** A managed policy. */
    static GrantingPolicy of(ManagedPolicy policy, String arn) {
        return new GrantingPolicy(
                policy.name(), arn, null, read(policy.current().document()));
    }

    private static PolicyDocument read(String text) {
        return PolicyText.stored(text, PolicyKind.IDENTITY);
    }

    /** Whether it allows any action of a service, whatever else forbids it. */
    boolean opens(String namespace) {
        return opens(document, namespace);
    }

    /** Whether a policy allows any action of a service, whatever else forbids it. */
    static boolean opens(PolicyDocument document, String namespace) {
        return document.statements().stream()
                .filter(statement -> statement.effect() == Effect.ALLOW)
                .anyMatch(statement -> opens(statement, namespace));
    }

    private static boolean opens(Statement statement, String namespace) {
        Selection actions = statement.actions();
        return actions.sense() == Sense.NAMED
                ? actions.patterns().stream().anyMatch(pattern -> isOf(pattern, namespace))
                : actions.patterns().stream().noneMatch(pattern -> isAllOf(pattern, namespace));
    }

    /** Whether a pattern can mean an action of the service. Names of services have no wildcards but at their end. */
    static boolean isOf(String pattern, String namespace) {
        String service = service(pattern);
        return service.endsWith(ALL)
                ? namespace.startsWith(service.substring(0, service.length() - 1))
                : service.equals(namespace);
    }

    /** Whether a pattern means every action of the service. */
    static boolean isAllOf(String pattern, String namespace) {
        return isOf(pattern, namespace) && (pattern.equals(ALL) || pattern.endsWith(":" + ALL));
    }

    private static String service(String pattern) {
        int colon = pattern.indexOf(':');
        return (colon < 0 ? pattern : pattern.substring(0, colon)).toLowerCase(Locale.ROOT);
    }

    PolicyGrantingServiceAccess shown() {
        return PolicyGrantingServiceAccess.builder()
                .policyName(name)
                .policyType(arn == null ? PolicyType.INLINE : PolicyType.MANAGED)
                .policyArn(arn)
                .entityType(holder == null ? null : holder.kind().name())
                .entityName(holder == null ? null : holder.name())
                .build();
    }
}
