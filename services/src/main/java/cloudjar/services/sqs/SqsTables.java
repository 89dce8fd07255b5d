package cloudjar.services.sqs;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Codec.Nothing;
import cloudjar.kernel.store.Index;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.RecordCodec;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedIndex;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Table;
import cloudjar.kernel.store.Tx;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The tables of SQS in one account and region.
 *
 * <pre>
 * queues                  name String                                     {@link Queue}
 * queues/by-dead-letter   target name String, name String                 (nothing)
 * deleted-queues          name String                                     when, in milliseconds
 * active                  name String                                     last used about when, in milliseconds
 * numbers                 "backlog"                                       the last number given out
 * backlogs                backlog long                                    {@link Backlog}
 * messages                backlog long, sequence long                     {@link Message}
 * deliveries              backlog long, sequence long                     {@link Delivery}: received or delayed once
 * returned                backlog long, sequence long                     standard: visible at or below the cursor
 * hidden                  backlog long, visible at long, sequence long    delayed and in flight, by when they return
 * groups                  backlog long, group String, sequence long       FIFO: the order in each group
 * ready-groups            backlog long, turn long                         FIFO: a group whose first message is visible
 * group-turns             backlog long, group String                      FIFO: the turn of a ready group
 * deduplications          backlog long, key String                        {@link Deduplication}
 * deduplications-by-time  backlog long, at long, key String               (nothing)
 * receive-attempts        backlog long, attempt id String                 {@link ReceiveAttempt}
 * move-tasks              source name String, started long, id String     {@link MoveTask}
 * </pre>
 *
 * <p>Sequences grow with time, so what has expired is a range at the beginning of {@code messages}. Everything under a
 * backlog goes with it ({@link #clear}).
 */
final class SqsTables {
    static final String SERVICE = "sqs";

    /** A message in a backlog. */
    record MessageKey(long backlog, long sequence) {}

    /** A hidden message. */
    record HiddenKey(long backlog, long visibleAtMillis, long sequence) {}

    /** Something of a backlog by a name: a group, a deduplication key, an attempt. */
    record NamedKey(long backlog, String name) {}

    /** A message in its group. */
    record GroupKey(long backlog, String group, long sequence) {}

    /** A deduplication by its time. */
    record TimedKey(long backlog, long atMillis, String name) {}

    /** A task that moves messages. */
    record TaskKey(String sourceName, long startedAtMillis, String id) {}

    private static final KeyCodec<MessageKey> MESSAGE_KEY = KeyCodec.of(
            (key, out) -> out.add(key.backlog).add(key.sequence), in -> new MessageKey(in.nextLong(), in.nextLong()));
    private static final KeyCodec<HiddenKey> HIDDEN_KEY = KeyCodec.of(
            (key, out) -> out.add(key.backlog).add(key.visibleAtMillis).add(key.sequence),
            in -> new HiddenKey(in.nextLong(), in.nextLong(), in.nextLong()));
    private static final KeyCodec<NamedKey> NAMED_KEY = KeyCodec.of(
            (key, out) -> out.add(key.backlog).add(key.name), in -> new NamedKey(in.nextLong(), in.nextString()));
    private static final KeyCodec<GroupKey> GROUP_KEY = KeyCodec.of(
            (key, out) -> out.add(key.backlog).add(key.group).add(key.sequence),
            in -> new GroupKey(in.nextLong(), in.nextString(), in.nextLong()));
    private static final KeyCodec<TimedKey> TIMED_KEY = KeyCodec.of(
            (key, out) -> out.add(key.backlog).add(key.atMillis).add(key.name),
            in -> new TimedKey(in.nextLong(), in.nextLong(), in.nextString()));

    private static final Table<String, Queue> QUEUES =
            Table.of(SERVICE, "queues", KeyCodec.STRING, RecordCodec.of(Queue.class));
    private static final Index<String, String, Queue> BY_DEAD_LETTER =
            QUEUES.index("by-dead-letter", KeyCodec.STRING, queue -> {
                RedrivePolicy policy = queue.attributes().redrivePolicy();
                return policy == null ? List.of() : List.of(policy.targetName());
            });
    private static final Table<String, Long> DELETED = Table.of(SERVICE, "deleted-queues", KeyCodec.STRING, Codec.LONG);
    private static final Table<String, Long> ACTIVE = Table.of(SERVICE, "active", KeyCodec.STRING, Codec.LONG);
    private static final Table<String, Long> NUMBERS = Table.of(SERVICE, "numbers", KeyCodec.STRING, Codec.LONG);
    private static final Table<Long, Backlog> BACKLOGS =
            Table.of(SERVICE, "backlogs", KeyCodec.LONG, RecordCodec.of(Backlog.class));
    private static final Table<MessageKey, Message> MESSAGES =
            Table.of(SERVICE, "messages", MESSAGE_KEY, RecordCodec.of(Message.class));
    private static final Table<MessageKey, Delivery> DELIVERIES =
            Table.of(SERVICE, "deliveries", MESSAGE_KEY, RecordCodec.of(Delivery.class));
    private static final Table<MessageKey, Nothing> RETURNED =
            Table.of(SERVICE, "returned", MESSAGE_KEY, Codec.NOTHING);
    private static final Table<HiddenKey, Nothing> HIDDEN = Table.of(SERVICE, "hidden", HIDDEN_KEY, Codec.NOTHING);
    private static final Table<GroupKey, Nothing> GROUPS = Table.of(SERVICE, "groups", GROUP_KEY, Codec.NOTHING);
    private static final Table<MessageKey, String> READY_GROUPS =
            Table.of(SERVICE, "ready-groups", MESSAGE_KEY, Codec.STRING);
    private static final Table<NamedKey, Long> GROUP_TURNS = Table.of(SERVICE, "group-turns", NAMED_KEY, Codec.LONG);
    private static final Table<NamedKey, Deduplication> DEDUPLICATIONS =
            Table.of(SERVICE, "deduplications", NAMED_KEY, RecordCodec.of(Deduplication.class));
    private static final Table<TimedKey, Nothing> DEDUPLICATIONS_BY_TIME =
            Table.of(SERVICE, "deduplications-by-time", TIMED_KEY, Codec.NOTHING);
    private static final Table<NamedKey, ReceiveAttempt> RECEIVE_ATTEMPTS =
            Table.of(SERVICE, "receive-attempts", NAMED_KEY, RecordCodec.of(ReceiveAttempt.class));
    private static final Table<TaskKey, MoveTask> MOVE_TASKS =
            Table.of(SERVICE, "move-tasks", KeyCodec.of(TaskKey.class), RecordCodec.of(MoveTask.class));

    /** Those used last: one caller uses the same again and again, and binding all takes as long as a send. */
    private static final AtomicReference<SqsTables> LAST = new AtomicReference<>(new SqsTables(Scope.GLOBAL));

    private final Scope scope;
    final ScopedTable<String, Queue> queues;
    final ScopedIndex<String, String, Queue> byDeadLetter;
    final ScopedTable<String, Long> deleted;
    final ScopedTable<String, Long> active;
    final ScopedTable<Long, Backlog> backlogs;
    final ScopedTable<MessageKey, Message> messages;
    final ScopedTable<MessageKey, Delivery> deliveries;
    final ScopedTable<MessageKey, Nothing> returned;
    final ScopedTable<HiddenKey, Nothing> hidden;
    final ScopedTable<GroupKey, Nothing> groups;
    final ScopedTable<MessageKey, String> readyGroups;
    final ScopedTable<NamedKey, Long> groupTurns;
    final ScopedTable<NamedKey, Deduplication> deduplications;
    final ScopedTable<TimedKey, Nothing> deduplicationsByTime;
    final ScopedTable<NamedKey, ReceiveAttempt> receiveAttempts;
    final ScopedTable<TaskKey, MoveTask> moveTasks;
    private final ScopedTable<String, Long> numbers;

    private SqsTables(Scope scope) {
        this.scope = scope;
        queues = QUEUES.in(scope);
        byDeadLetter = BY_DEAD_LETTER.in(scope);
        deleted = DELETED.in(scope);
        active = ACTIVE.in(scope);
        numbers = NUMBERS.in(scope);
        backlogs = BACKLOGS.in(scope);
        messages = MESSAGES.in(scope);
        deliveries = DELIVERIES.in(scope);
        returned = RETURNED.in(scope);
        hidden = HIDDEN.in(scope);
        groups = GROUPS.in(scope);
        readyGroups = READY_GROUPS.in(scope);
        groupTurns = GROUP_TURNS.in(scope);
        deduplications = DEDUPLICATIONS.in(scope);
        deduplicationsByTime = DEDUPLICATIONS_BY_TIME.in(scope);
        receiveAttempts = RECEIVE_ATTEMPTS.in(scope);
        moveTasks = MOVE_TASKS.in(scope);
    }

    /** The tables of an account and region. */
    static SqsTables in(String account, String region) {
        SqsTables last = LAST.getPlain();
        if (last.scope.account().equals(account) && last.scope.region().equals(region)) {
            return last;
        }
        SqsTables bound = new SqsTables(new Scope(account, region));
        LAST.set(bound);
        return bound;
    }

    /** A number for a backlog that no other had. */
    long nextBacklog(Tx tx) {
        long next = numbers.get(tx, "backlog").orElse(0L) + 1;
        numbers.put(tx, "backlog", next);
        return next;
    }

    /** Takes away rows of a backlog that no queue has any more, so many at most; says whether there are more. */
    boolean clear(Tx tx, long backlog, int rowsMax) {
        Range all = Range.prefix(Key.of(backlog));
        List<ScopedTable<?, ?>> tables = List.of(
                messages,
                deliveries,
                returned,
                hidden,
                groups,
                readyGroups,
                groupTurns,
                deduplications,
                deduplicationsByTime,
                receiveAttempts,
                backlogs);
        int left = rowsMax;
        for (ScopedTable<?, ?> table : tables) {
            left -= (int) table.deleteRange(tx, all.limit(left));
            if (left <= 0) {
                return true;
            }
        }
        return false;
    }
}
