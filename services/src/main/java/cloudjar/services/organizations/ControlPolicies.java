package cloudjar.services.organizations;

import cloudjar.kernel.identity.ControlSource;
import cloudjar.kernel.identity.Controls;
import cloudjar.kernel.policy.CompiledPolicy;
import cloudjar.kernel.policy.PolicyDocument;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Stamp;
import cloudjar.kernel.world.World;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells where accounts stand and which policies control them. What was found of an account is kept until its organization or the
 * accounts of the world change, and layers by what they are made of, as long as there is room.
 */
final class ControlPolicies implements ControlSource {
    private static final int KEPT_MAX = 10_000;
    private static final Stamp.Place ACCOUNTS = OrganizationsTables.ACCOUNT_STAMP.in(Scope.GLOBAL);

    private final Map<Level, PolicyLayer> layers = new ConcurrentHashMap<>();

    /** The policies of a type at one root, unit or account. */
    private record Level(PolicyKind kind, List<Text> policies) {
        PolicyLayer compile() {
            return PolicyLayer.of(
                    policies.stream().map(policy -> policy.compile(kind)).toList());
        }
    }

    private record Text(String arn, String content) {
        CompiledPolicy compile(PolicyKind kind) {
            return switch (PolicyParser.parse(content, PolicyContent.rules(kind))) {
                case PolicyParse.Accepted(PolicyDocument document) -> CompiledPolicy.of(document, kind, arn);
                case PolicyParse.Refused refused ->
                    throw new IllegalStateException("a stored control policy is refused: "
                            + refused.first().message());
            };
        }
    }

    /** What was found of the accounts of one world. */
    private static final class Known {
        final Map<String, Found> accounts = new ConcurrentHashMap<>();
    }

    /**
     * What was found of one account.
     *
     * @param accounts the stamp of the world's accounts then
     * @param organization the stamp of its organization; null where it is in none
     * @param policies what that was then
     */
    private record Found(long accounts, Stamp.@Nullable Place organization, long policies, Controls controls) {
        boolean holds(Snapshot snapshot) {
            return accounts == ACCOUNTS.now(snapshot)
                    && (organization == null || policies == organization.now(snapshot));
        }
    }

    @Override
    public Controls controls(World world, Snapshot snapshot, String account) {
        Map<String, Found> accounts = world.derived(Known.class, Known::new).accounts;
        Found known = accounts.get(account);
        if (known != null && known.holds(snapshot)) {
            return known.controls();
        }
        Found found = find(snapshot, account);
        if (accounts.size() >= KEPT_MAX) {
            accounts.clear();
        }
        accounts.put(account, found);
        return found.controls();
    }

    private Found find(Snapshot snapshot, String account) {
        long accounts = ACCOUNTS.now(snapshot);
        Standing standing = Standing.find(snapshot, account).orElse(null);
        if (standing == null) {
            return new Found(accounts, null, 0, Controls.NONE);
        }
        Stamp.Place organization = OrganizationsTables.POLICY_STAMP.in(standing.scope());
        return new Found(accounts, organization, organization.now(snapshot), controls(snapshot, standing));
    }

    private Controls controls(Snapshot snapshot, Standing standing) {
        Organization organization = standing.organization();
        List<String> path =
                new Tree(organization).path(snapshot, standing.account().id());
        String units = path.subList(0, path.size() - 1).stream()
                .map(unit -> unit + "/")
                .collect(Collectors.joining("", organization.id() + "/", ""));
        return new Controls(
                levels(snapshot, standing, path, ControlType.SERVICE_CONTROL_POLICY, PolicyKind.SERVICE_CONTROL),
                levels(snapshot, standing, path, ControlType.RESOURCE_CONTROL_POLICY, PolicyKind.RESOURCE_CONTROL),
                organization.id(),
                units);
    }

    /** Nothing controls the management account, nor anyone while the type is not enabled. */
    private List<PolicyLayer> levels(
            Snapshot snapshot, Standing standing, List<String> path, ControlType type, PolicyKind kind) {
        Organization organization = standing.organization();
        if (standing.manages() || !organization.enabled(type)) {
            return List.of();
        }
        Attachments attachments = new Attachments(organization);
        return path.stream()
                .map(level -> layer(new Level(
                        kind,
                        attachments.at(snapshot, level, type).stream()
                                .map(policy -> new Text(policy.arn(organization), policy.content()))
                                .toList())))
                .toList();
    }

    private PolicyLayer layer(Level level) {
        if (layers.size() > KEPT_MAX) {
            layers.clear();
        }
        return layers.computeIfAbsent(level, Level::compile);
    }
}
