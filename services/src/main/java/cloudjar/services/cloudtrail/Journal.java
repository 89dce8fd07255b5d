package cloudjar.services.cloudtrail;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.EndedCall;
import cloudjar.kernel.call.EndedCalls;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.identity.Identities;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.StoreFailedException;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes events of calls: management events always, data events where a trail asks for them. What a call costs while its
 * caller waits is one look at what is known.
 */
final class Journal implements EndedCalls.Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final Duration HISTORY = Duration.ofDays(CloudTrailLimits.HISTORY.current());
    private static final String NEXT = "next";
    private static final String FIRST = "first";

    /** How many events that are too old go with one portion of new ones. */
    private static final int AGED_MAX = 1000;

    private final Identities identities;
    private final DataInterest interest;
    private final Map<OperationSchema, OperationFacts> facts = new ConcurrentHashMap<>();

    Journal(Identities identities, DataInterest interest) {
        this.identities = identities;
        this.interest = interest;
    }

    private OperationFacts facts(OperationSchema operation) {
        OperationFacts known = facts.get(operation);
        return known == null ? facts.computeIfAbsent(operation, OperationFacts::of) : known;
    }

    @Override
    public boolean wants(Call call, OperationSchema operation) {
        OperationFacts known = facts(operation);
        if (call.principal() instanceof Principal.Service service
                && (!known.countsFromServices() || service.name().equals(Courier.PRINCIPAL.name()))) {
            return false;
        }
        String type = known.dataType();
        return type == null || interest.in(call.world(), call.time().getEpochSecond(), type);
    }

    @Override
    public void record(List<EndedCall> calls) {
        Map<World, List<EndedCall>> byWorld = new LinkedHashMap<>();
        for (EndedCall ended : calls) {
            if (ended.error() == null || ended.error().status() != NotImplemented.STATUS) {
                byWorld.computeIfAbsent(ended.call().world(), unused -> new ArrayList<>())
                        .add(ended);
            }
        }
        byWorld.forEach((world, ended) -> {
            try {
                List<EndedCall> asked = asked(world, ended);
                if (asked.isEmpty()) {
                    return;
                }
                List<TrailEvent> events = world.store().read(snapshot -> events(snapshot, asked, world));
                Instant now = world.clock().now();
                boolean unused = world.store().write(tx -> write(world, tx, events, now));
            } catch (StoreFailedException e) {
                // Most often the world is gone, and its record with it.
                LOG.debug("{} calls of {} are not recorded", ended.size(), world, e);
            }
        });
    }

    /** The calls without those of which no trail asks for events. */
    private List<EndedCall> asked(World world, List<EndedCall> calls) {
        if (calls.stream().allMatch(call -> facts(call.operation()).dataType() == null)) {
            return calls;
        }
        Set<String> types = interest.look(world);
        return calls.stream()
                .filter(call -> {
                    String type = facts(call.operation()).dataType();
                    return type == null || types.contains(type);
                })
                .toList();
    }

    private List<TrailEvent> events(Snapshot snapshot, List<EndedCall> calls, World world) {
        EventCallers callers = new EventCallers(identities, snapshot);
        List<TrailEvent> events = new ArrayList<>();
        for (EndedCall ended : calls) {
            events.addAll(EventMaker.of(
                    ended, facts(ended.operation()), callers, () -> world.ids().uuid()));
        }
        return events;
    }

    private boolean write(World world, Tx tx, List<TrailEvent> events, Instant now) {
        long next = CloudTrailTables.NUMBERS.get(tx, NEXT).orElse(0L);
        List<StoredTrail> trails = CloudTrailTables.TRAILS.rows(tx).values().stream()
                .filter(StoredTrail::logging)
                .toList();
        PendingEvents pending = new PendingEvents(tx);
        Map<String, String> organizations = new HashMap<>();
        for (TrailEvent event : events) {
            next++;
            if (event.kind() == EventKind.MANAGEMENT) {
                CloudTrailTables.EVENTS.put(tx, next, event);
            }
            for (StoredTrail trail : trails) {
                if (trail.wants(event, () -> organization(world, tx, event.account(), organizations))) {
                    pending.add(trail, event, next);
                }
            }
        }
        pending.close();
        CloudTrailTables.NUMBERS.put(tx, NEXT, next);
        trim(tx, next, now);
        return true;
    }

    /** The organization that an account is in; empty where it is in none. */
    private String organization(World world, Tx tx, String account, Map<String, String> known) {
        return known.computeIfAbsent(
                account,
                asked -> Objects.requireNonNullElse(
                        identities.controls(world, tx, asked).organizationId(), ""));
    }

    /** Takes away what is beyond the bound, and a portion of what is too old. */
    private static void trim(Tx tx, long next, Instant now) {
        long first = CloudTrailTables.NUMBERS.get(tx, FIRST).orElse(1L);
        long kept = Math.max(first, next - CloudTrailLimits.EVENTS_MAX + 1);
        Instant oldest = now.minus(HISTORY);
        Range aged = Range.between(Key.of(kept), Key.of(next + 1)).limit(AGED_MAX);
        for (Row<Long, TrailEvent> row : CloudTrailTables.EVENTS.rows(tx, aged)) {
            if (!row.value().time().isBefore(oldest)) {
                break;
            }
            kept = row.key() + 1;
        }
        if (kept > first) {
            CloudTrailTables.EVENTS.deleteRange(tx, Range.between(Key.of(first), Key.of(kept)));
            CloudTrailTables.NUMBERS.put(tx, FIRST, kept);
        }
    }
}
