package cloudjar.services.iam;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.KeyUse;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import cloudjar.services.iam.IamTables.UseKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What access keys, users and roles were last used for. Uses are held in memory and written at most once a minute of the
 * world, or when there are many of them, by the call that finds them old; who asks writes them first. What is held when a
 * process dies is lost: AWS too tells of uses up to hours late.
 */
final class LastUses implements Consumer<KeyUse> {
    private static final Duration HELD = Duration.ofMinutes(1);
    private static final int HELD_MAX = 1_000;

    private final Map<World, Held> held = Collections.synchronizedMap(new WeakHashMap<>());

    /** What was used for what: one of them is kept for all that are alike. */
    private record Use(String account, String entityId, String keyId, String service, String operation) {}

    /** The latest of each use since a time. */
    private static final class Held {
        private final Instant since;
        private final Map<Use, LastUse> latest = new ConcurrentHashMap<>();

        Held(Instant since) {
            this.since = since;
        }

        boolean old(Instant now) {
            return latest.size() >= HELD_MAX || !since.plus(HELD).isAfter(now);
        }
    }

    @Override
    public void accept(KeyUse use) {
        Principal principal = use.credential().principal();
        String entityId =
                switch (principal) {
                    case Principal.User user -> user.userId();
                    case Principal.AssumedRole session -> session.roleId();
                    case Principal.Root root -> root.account();
                    case Principal.Federated _, Principal.Anonymous _, Principal.Service _ -> "";
                };
        if (entityId.isEmpty()) {
            return;
        }
        Use what =
                new Use(principal.account(), entityId, use.credential().accessKeyId(), use.service(), use.operation());
        hold(use.world(), what, new LastUse(use.time().truncatedTo(ChronoUnit.SECONDS), use.region()));
    }

    private void hold(World world, Use use, LastUse last) {
        Held now = held.computeIfAbsent(world, unused -> new Held(last.time()));
        now.latest.merge(use, last, LastUse::or);
        if (held.get(world) != now) {
            // Somebody took them to be written, perhaps before this one was among them.
            hold(world, use, last);
        } else if (now.old(last.time())) {
            write(world);
        }
    }

    /** Writes what is held of a world. */
    void write(World world) {
        Held taken = held.remove(world);
        if (taken == null || taken.latest.isEmpty()) {
            return;
        }
        Map<Use, LastUse> uses = new HashMap<>(taken.latest);
        world.store().write(tx -> {
            uses.forEach((use, last) -> put(tx, use, last));
            return uses.size();
        });
    }

    private static void put(Tx tx, Use use, LastUse last) {
        Scope scope = Scope.account(use.account());
        boolean root = use.entityId().equals(use.account());
        if (!root
                && IamTables.IDENTITIES_BY_ID.in(scope).get(tx, use.entityId()).isEmpty()) {
            // Deleted meanwhile.
            return;
        }
        var rows = IamTables.USES.in(scope);
        UseKey key = new UseKey(use.entityId(), use.service(), use.operation());
        rows.put(tx, key, rows.get(tx, key).map(last::or).orElse(last));
        var keys = IamTables.ACCESS_KEYS.in(Scope.GLOBAL);
        keys.get(tx, use.keyId())
                .filter(issued -> issued.used() == null || issued.used().time().isBefore(last.time()))
                .ifPresent(issued -> keys.put(
                        tx, issued.id(), issued.withUse(new IssuedKey.Use(last.time(), use.service(), last.region()))));
    }

    /** Forgets what a user or role did that is deleted. */
    static void forget(Tx tx, Call call, String entityId) {
        var rows = IamTables.USES.in(Scope.account(call.account()));
        rows.rows(tx, Range.prefix(entityId)).keys().forEach(key -> rows.delete(tx, key));
    }

    /** When a user or role last did anything; empty where it never did. */
    static Optional<LastUse> of(Snapshot snapshot, String account, String entityId) {
        return IamTables.USES.in(Scope.account(account)).rows(snapshot, Range.prefix(entityId)).values().stream()
                .reduce(LastUse::or);
    }
}
