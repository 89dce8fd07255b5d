package cloudjar.services.ssm;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.ssm.SsmTables.VersionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What parameters do by themselves: what their policies say. */
final class SsmTimers {
    static final String POLICY = "ssm.policy";

    private final ParameterEvents events;

    SsmTimers(ParameterEvents events) {
        this.events = events;
    }

    void register(TimerHandlers handlers) {
        handlers.register(POLICY, (world, timer, due) -> fire(world, timer));
    }

    /** Sets the timers of a new version's policies; those of earlier versions find that they are past. */
    static void arm(Tx tx, StoredParameter parameter, ParameterVersion version) {
        for (int i = 0; i < version.policies().size(); i++) {
            Instant due = due(version, version.policies().get(i));
            if (due != null) {
                tx.at(
                        due,
                        Timer.of(
                                POLICY,
                                String.join(
                                        "|",
                                        parameter.account(),
                                        parameter.region(),
                                        Long.toString(version.number()),
                                        Integer.toString(i),
                                        parameter.name())));
            }
        }
    }

    private static @Nullable Instant due(ParameterVersion version, ParameterPolicy policy) {
        return switch (policy.type()) {
            case ParameterPolicy.EXPIRATION -> policy.due();
            case ParameterPolicy.NO_CHANGE_NOTIFICATION ->
                policy.span() == null ? null : version.modified().plus(policy.span());
            default ->
                version.policies().stream()
                        .map(ParameterPolicy::due)
                        .filter(end -> end != null && policy.span() != null)
                        .findFirst()
                        .map(end -> end.minus(policy.span()))
                        .orElse(null);
        };
    }

    /** What fired. */
    private record Fired(StoredParameter parameter, ParameterVersion version, ParameterPolicy policy) {}

    private void fire(World world, Timer timer) {
        String[] parts = timer.id().split("\\|", 5);
        SsmTables tables = SsmTables.in(parts[0], parts[1]);
        VersionKey key = new VersionKey(parts[4], Long.parseLong(parts[2]));
        int index = Integer.parseInt(parts[3]);
        Optional<Fired> fired = world.store().write(tx -> act(tx, tables, key, index));
        fired.ifPresent(done -> events.acted(world, done.parameter(), done.version(), done.policy()));
    }

    private static Optional<Fired> act(Tx tx, SsmTables tables, VersionKey key, int index) {
        StoredParameter parameter = tables.parameters
                .get(tx, key.name())
                .filter(there -> there.latest() == key.number())
                .orElse(null);
        ParameterVersion version = tables.parameterVersions.get(tx, key).orElse(null);
        if (parameter == null || version == null || index >= version.policies().size()) {
            return Optional.empty();
        }
        ParameterPolicy policy = version.policies().get(index);
        if (policy.finished()) {
            return Optional.empty();
        }
        if (policy.type().equals(ParameterPolicy.EXPIRATION)) {
            delete(tx, tables, parameter.name());
        } else {
            List<ParameterPolicy> policies = new ArrayList<>(version.policies());
            policies.set(index, policy.done());
            tables.parameterVersions.put(tx, key, version.with(policies));
        }
        return Optional.of(new Fired(parameter, version, policy));
    }

    static void delete(Tx tx, SsmTables tables, String name) {
        tables.parameters
                .get(tx, name)
                .ifPresent(parameter -> tables.policies.deleteRange(tx, Range.prefix(Key.of(parameter.arn()))));
        tables.parameters.delete(tx, name);
        tables.parameterVersions.deleteRange(tx, Range.prefix(Key.of(name)));
    }
}
