package cloudjar.services.organizations;

import cloudjar.kernel.identity.ControlSource;
import cloudjar.kernel.identity.Controls;
import cloudjar.kernel.policy.CompiledPolicy;
import cloudjar.kernel.policy.PolicyDocument;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.world.World;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Tells where accounts stand and which policies control them. Layers are kept by what they are made of, as long as there is room.
 */
final class ControlPolicies implements ControlSource {
    private static final int KEPT_MAX = 10_000;

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

    @Override
    public Controls controls(World world, Snapshot snapshot, String account) {
        return Standing.find(snapshot, account)
                .map(standing -> controls(snapshot, standing))
                .orElse(Controls.NONE);
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
