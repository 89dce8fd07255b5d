package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatch.Dimension;
import cloudjar.api.cloudwatch.MetricDatum;
import cloudjar.api.cloudwatchlogs.InputLogEvent;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.MetricData;
import cloudjar.services.cloudwatchlogs.Ingestion.Kept;
import cloudjar.services.cloudwatchlogs.pattern.FilterPattern;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives events that have come to the metric filters, the subscription filters and the live tails of their group. What goes to
 * subscription filters is a row with a timer, so it outlives the process and is tried again.
 */
final class Filters implements Filtering {
    private static final Logger LOG = LoggerFactory.getLogger(Filters.class);
    static final String PRINCIPAL = "logs.amazonaws.com";
    private static final String DELIVER = "logs.deliver";

    /** AWS tries again for up to a day; after these the receiver is not coming back. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(12));

    private static final int SERVER_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int TOO_MANY = 429;

    private final MetricData metrics;
    private final Receivers receivers;

    Filters(MetricData metrics, Receivers receivers) {
        this.metrics = metrics;
        this.receivers = receivers;
    }

    void register(TimerHandlers handlers) {
        handlers.register(DELIVER, (world, timer, _) -> deliver(world, timer));
    }

    @Override
    public void taking(Tx tx, LogsTables tables, Kept kept, Call call) {
        Range filters = Range.prefix(Key.of(kept.group().name()));
        List<SubscriptionFilter> all =
                new ArrayList<>(tables.subscriptionFilters.rows(tx, filters).values());
        all.addAll(AccountPolicies.subscriptions(tx, tables, kept.group()));
        for (SubscriptionFilter filter : all) {
            List<Integer> passed = passed(Patterns.of(filter.pattern()), kept.events());
            if (!passed.isEmpty()) {
                long id = tables.next(tx, "parcel");
                tables.parcels.put(
                        tx,
                        id,
                        new Parcel(filter, kept.stream().name(), Document.data(kept, filter.name(), passed), 0));
                tx.at(call.time(), timer(kept.group(), id));
            }
        }
        tx.signal(LiveTails.topic(kept.group()));
    }

    private static Timer timer(Group group, long id) {
        return Timer.of(DELIVER, group.account() + "/" + group.region() + "/" + id);
    }

    private static List<Integer> passed(FilterPattern pattern, List<InputLogEvent> events) {
        List<Integer> passed = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (pattern.matches(events.get(i).message())) {
                passed.add(i);
            }
        }
        return passed;
    }

    @Override
    public void taken(Kept kept, Call call) {
        if (kept.events().isEmpty()) {
            return;
        }
        List<MetricFilter> filters = call.read(snapshot -> metricFilters(snapshot, kept.group()));
        Map<String, List<MetricDatum>> namespaces = new LinkedHashMap<>();
        for (MetricFilter filter : filters) {
            FilterPattern pattern = Patterns.of(filter.pattern());
            for (InputLogEvent event : kept.events()) {
                boolean passes = pattern.matches(event.message());
                for (MetricFilter.Transformation one : filter.transformations()) {
                    datum(one, pattern, event, passes).ifPresent(datum -> namespaces
                            .computeIfAbsent(one.namespace(), _ -> new ArrayList<>())
                            .add(datum));
                }
            }
        }
        namespaces.forEach(
                (namespace, datums) -> metrics.put(namespace, datums, call.as(new Principal.Service(PRINCIPAL))));
    }

    private static List<MetricFilter> metricFilters(Snapshot snapshot, Group group) {
        return LogsTables.in(group.account(), group.region())
                .metricFilters
                .rows(snapshot, Range.prefix(Key.of(group.name())))
                .values();
    }

    private static Optional<MetricDatum> datum(
            MetricFilter.Transformation one, FilterPattern pattern, InputLogEvent event, boolean passes) {
        OptionalDouble value = passes
                ? FilteredValue.of(one.value(), pattern, event.message())
                : one.otherwise() == null ? OptionalDouble.empty() : OptionalDouble.of(one.otherwise());
        if (value.isEmpty()) {
            return Optional.empty();
        }
        List<Dimension> dimensions = new ArrayList<>();
        one.dimensions().forEach((name, selector) -> pattern.select(event.message(), selector)
                .filter(found -> !found.isEmpty())
                .ifPresent(found -> dimensions.add(
                        Dimension.builder().name(name).value(found).build())));
        if (dimensions.size() < one.dimensions().size()) {
            return Optional.empty();
        }
        return Optional.of(MetricDatum.builder()
                .metricName(one.metric())
                .dimensions(dimensions)
                .timestamp(Instant.ofEpochMilli(event.timestamp()))
                .value(value.getAsDouble())
                .unit(one.unit())
                .build());
    }

    private void deliver(World world, Timer timer) {
        String[] parts = timer.id().split("/", -1);
        LogsTables tables = LogsTables.in(parts[0], parts[1]);
        long id = Long.parseLong(parts[2]);
        Instant now = world.clock().now();
        Parcel parcel =
                world.store().read(snapshot -> tables.parcels.get(snapshot, id)).orElse(null);
        if (parcel == null) {
            return;
        }
        Group group = world.store()
                .read(snapshot -> tables.groups.get(snapshot, parcel.filter().group()))
                .orElse(null);
        boolean again =
                group != null && !sent(parcel, group, own(world, group, now)) && parcel.attempts() < PAUSES.size();
        boolean unused = world.store().write(tx -> {
            if (again) {
                tables.parcels.put(tx, id, parcel.failed());
                tx.at(now.plus(PAUSES.get(parcel.attempts())), timer);
            } else {
                tables.parcels.delete(tx, id);
            }
            return true;
        });
    }

    /** Sends a parcel; says whether that is the end of it. */
    private boolean sent(Parcel parcel, Group group, Call call) {
        try {
            receivers.send(parcel.filter(), group, parcel.stream(), parcel.document(), call);
            return true;
        } catch (ApiException e) {
            LOG.info(
                    "A subscription filter's events were refused: filter={}, receiver={}, code={}",
                    parcel.filter().name(),
                    parcel.filter().destination(),
                    e.code());
            return e.status() != TOO_MANY && (e.status() < SERVER_ERROR || e.status() == NOT_IMPLEMENTED);
        }
    }

    /** A call of the service's own, for a group. */
    static Call own(World world, Group group, Instant now) {
        Scope scope = new Scope(group.account(), group.region());
        return Call.own(world, scope, new Principal.Service(PRINCIPAL), now);
    }
}
