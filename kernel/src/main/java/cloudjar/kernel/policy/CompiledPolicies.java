package cloudjar.kernel.policy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what stored documents compile to, as long as there is room: a service that keeps policies asks here whenever one is
 * needed. Thread-safe.
 */
public final class CompiledPolicies {
    private static final int KEPT_MAX = 10_000;

    private final Map<Text, PolicyLayer> kept = new ConcurrentHashMap<>();

    /** A document under the name by which decisions tell of it. */
    private record Text(PolicyKind kind, String id, String document) {}

    /**
     * The layer of one document.
     *
     * @param id by which decisions name it, such as the resource's ARN
     * @param document one that was accepted when it was stored; of another, nothing is granted and nothing denied
     */
    public PolicyLayer layer(PolicyKind kind, String id, String document) {
        Text text = new Text(kind, id, document);
        PolicyLayer known = kept.get(text);
        if (known != null) {
            return known;
        }
        if (kept.size() >= KEPT_MAX) {
            kept.clear();
        }
        return kept.computeIfAbsent(text, CompiledPolicies::compile);
    }

    private static PolicyLayer compile(Text text) {
        PolicyRules rules =
                new PolicyRules(text.kind(), Presence.OPTIONAL, Presence.OPTIONAL, Integer.MAX_VALUE, List.of());
        return switch (PolicyParser.parse(text.document(), rules)) {
            case PolicyParse.Accepted(PolicyDocument document) ->
                PolicyLayer.of(CompiledPolicy.of(document, text.kind(), text.id()));
            case PolicyParse.Refused _ -> PolicyLayer.NONE;
        };
    }
}
