package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.StreamSpecification;
import cloudjar.api.dynamodb.TableDescription;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.world.World;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Switches streams of tables on and off, writes their records, and lets shards follow one another by the clock. */
final class TableStreams {
    static final String TIMER = "dynamodb.stream";

    private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Records that one transaction trims at most. */
    private static final int TRIM_MAX = 10_000;

    private TableStreams() {}

    /**
     * Checks a specification in itself.
     *
     * @param creating whether it is one of CreateTable, which is refused in other words
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException}
     */
    static void check(@Nullable StreamSpecification wanted, boolean creating) {
        if (wanted == null) {
            return;
        }
        if (wanted.streamEnabled() && wanted.streamViewType() == null) {
            throw DynamoDbErrors.streamViewMissing(creating);
        }
        if (!wanted.streamEnabled() && wanted.streamViewType() != null) {
            throw DynamoDbErrors.streamViewSuperfluous(creating);
        }
    }

    /** The table with a stream from now on; {@code now} is also in the stream's name. */
    static DynamoTable begun(Tx tx, Scope scope, DynamoTable table, String viewType, Instant now) {
        Instant moment = now;
        while (DynamoDbTables.STREAMS.in(scope).contains(tx, new StreamKey(table.name(), LABEL.format(moment)))) {
            moment = moment.plusMillis(1);
        }
        String label = LABEL.format(moment);
        int lanes = Partitions.of(table.description(), TableLookup.size(tx, scope, table));
        TableStream stream = TableStream.begin(table.name(), label, viewType, table.keys(), now, lanes);
        DynamoDbTables.STREAMS.in(scope).put(tx, stream.key(), stream);
        tx.at(now.plus(TableStream.SHARD_LIFE), timer(scope, stream));
        TableDescription described = table.description().toBuilder()
                .streamSpecification(StreamSpecification.builder()
                        .streamEnabled(true)
                        .streamViewType(viewType)
                        .build())
                .latestStreamArn(arn(scope, stream.key()))
                .latestStreamLabel(label)
                .build();
        return table.described(described).telling(table.told().withStream(label));
    }

    /** The table without its stream, whose records can be read for another day. */
    static DynamoTable ended(Tx tx, Scope scope, DynamoTable table, Instant now) {
        String label = Objects.requireNonNull(table.told().stream(), "no stream is on");
        StreamKey key = new StreamKey(table.name(), label);
        var streams = DynamoDbTables.STREAMS.in(scope);
        streams.get(tx, key).ifPresent(stream -> streams.put(tx, key, stream.ended(now)));
        TableDescription described =
                table.description().toBuilder().streamSpecification(null).build();
        return table.described(described).telling(table.told().withStream(null));
    }

    /**
     * The table as UpdateTable wants its stream.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException} where it is so already
     */
    static DynamoTable updated(Tx tx, Scope scope, DynamoTable table, StreamSpecification wanted, Instant now) {
        boolean on = table.told().stream() != null;
        if (wanted.streamEnabled()) {
            if (on) {
                throw DynamoDbErrors.streamOn(table.name());
            }
            return begun(tx, scope, table, Objects.requireNonNull(wanted.streamViewType()), now);
        }
        if (!on) {
            throw DynamoDbErrors.streamOff(table.name());
        }
        if (!table.told().replicas().isEmpty()) {
            throw DynamoDbErrors.invalid("Disabling Stream is not allowed for a Global Table replica.");
        }
        return ended(tx, scope, table, now);
    }

    /** Splits shards where the table has more partitions than its stream has lanes. */
    static void follow(Tx tx, Scope scope, DynamoTable table, Instant now) {
        String label = table.told().stream();
        if (label != null) {
            var streams = DynamoDbTables.STREAMS.in(scope);
            int lanes = Partitions.of(table.description(), TableLookup.size(tx, scope, table));
            streams.get(tx, new StreamKey(table.name(), label))
                    .ifPresent(stream -> streams.put(tx, stream.key(), stream.split(lanes, now)));
        }
    }

    /** Writes the record of a change. */
    static void append(Tx tx, Call call, Scope scope, DynamoTable table, String label, TableChange change) {
        TableStream stream = DynamoDbTables.STREAMS
                .in(scope)
                .get(tx, new StreamKey(table.name(), label))
                .orElseThrow(() -> new IllegalStateException("a table's stream is not there"));
        StreamShard shard = stream.open(change.key().slot());
        ItemEvent event = Seals.seal(call, table, change.seen(stream.viewType(), table.keys()));
        DynamoDbTables.RECORDS.in(scope).append(tx, stream.key(shard), call.time(), event);
    }

    static String arn(Scope scope, StreamKey key) {
        return Arn.of("dynamodb", scope.region(), scope.account(), "table/" + key.table() + "/stream/" + key.label())
                .toString();
    }

    private static Timer timer(Scope scope, TableStream stream) {
        return Timer.of(TIMER, scope.account() + "/" + scope.region() + "/" + stream.table() + "/" + stream.label());
    }

    /** Another shard follows each that is open; what is a day old goes. */
    static void fire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", -1);
        Scope scope = new Scope(parts[0], parts[1]);
        StreamKey key = new StreamKey(parts[2], parts[3]);
        TableStream before = world.store()
                .read(snapshot ->
                        DynamoDbTables.STREAMS.in(scope).get(snapshot, key).orElse(null));
        if (before == null) {
            return;
        }
        for (StreamShard shard : before.shards()) {
            trim(world, scope, before.key(shard), due);
        }
        world.store().write(tx -> {
            DynamoDbTables.STREAMS.in(scope).get(tx, key).ifPresent(stream -> roll(tx, scope, stream, due));
            return null;
        });
    }

    private static void trim(World world, Scope scope, StreamKey.OfShard shard, Instant now) {
        Instant before = now.minus(TableStream.RETENTION);
        long trimmed;
        do {
            trimmed = world.store().write(tx -> DynamoDbTables.RECORDS.in(scope).trim(tx, shard, before, TRIM_MAX));
        } while (trimmed == TRIM_MAX);
    }

    private static void roll(Tx tx, Scope scope, TableStream stream, Instant now) {
        TableStream rolled = stream.ended() == null ? stream.rolled(now) : stream;
        for (StreamShard shard : stream.shards()) {
            if (shard.isGone(now)) {
                DynamoDbTables.RECORDS.in(scope).delete(tx, stream.key(shard));
                rolled = rolled.without(shard);
            }
        }
        if (rolled.isGone(now)) {
            DynamoDbTables.STREAMS.in(scope).delete(tx, stream.key());
        } else {
            DynamoDbTables.STREAMS.in(scope).put(tx, stream.key(), rolled);
            tx.at(now.plus(TableStream.SHARD_LIFE), timer(scope, stream));
        }
    }
}
