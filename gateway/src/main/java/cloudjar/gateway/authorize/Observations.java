package cloudjar.gateway.authorize;

import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What principals were seen to need in one world: the base of least-privilege policies. Thread-safe, and bounded. */
public final class Observations {
    private static final int PRINCIPALS_MAX = 1_000;

    private final Map<String, ObservedNeeds> principals = new ConcurrentHashMap<>();

    /** Those of a world; nothing outlives it. */
    public static Observations of(World world) {
        return world.derived(Observations.class, Observations::new);
    }

    /** What one was seen to need: a user, a role or the root user by its ARN, or a service by its name. */
    public Optional<ObservedNeeds> by(String principal) {
        return Optional.ofNullable(principals.get(principal));
    }

    /** Who was seen, in the order of their names. */
    public Set<String> principals() {
        return new TreeSet<>(principals.keySet());
    }

    /** Sessions of a role are seen as the role. */
    void note(Principal principal, Actor actor, Need need) {
        String id = actor.caller().issuer() != null && principal instanceof Principal.AssumedRole
                ? actor.caller().issuer().toString()
                : principal.id();
        ObservedNeeds known = principals.get(id);
        if (known == null) {
            if (principals.size() >= PRINCIPALS_MAX) {
                return;
            }
            known = principals.computeIfAbsent(id, _ -> new ObservedNeeds());
        }
        known.note(need);
    }
}
