package cloudjar.services.sqs;

import cloudjar.api.sqs.AddPermissionRequest;
import cloudjar.api.sqs.CreateQueueRequest;
import cloudjar.api.sqs.GetQueueAttributesRequest;
import cloudjar.api.sqs.ListDeadLetterSourceQueuesRequest;
import cloudjar.api.sqs.ListDeadLetterSourceQueuesResult;
import cloudjar.api.sqs.ListQueuesRequest;
import cloudjar.api.sqs.ListQueuesResult;
import cloudjar.api.sqs.QueueAttributeName;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scan;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Partition;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be done with queues, but for their messages. */
final class QueueOperations {
    /** What is looked up, never set. */
    private static final Set<String> COMPUTED = Set.of(
            QueueAttributeName.QUEUE_ARN,
            QueueAttributeName.CREATED_TIMESTAMP,
            QueueAttributeName.LAST_MODIFIED_TIMESTAMP,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    private static final Set<String> SETTABLE = Set.of(
            QueueAttributeName.POLICY,
            QueueAttributeName.VISIBILITY_TIMEOUT,
            QueueAttributeName.MAXIMUM_MESSAGE_SIZE,
            QueueAttributeName.MESSAGE_RETENTION_PERIOD,
            QueueAttributeName.DELAY_SECONDS,
            QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
            QueueAttributeName.REDRIVE_POLICY,
            QueueAttributeName.REDRIVE_ALLOW_POLICY,
            QueueAttributeName.FIFO_QUEUE,
            QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
            QueueAttributeName.DEDUPLICATION_SCOPE,
            QueueAttributeName.FIFO_THROUGHPUT_LIMIT,
            QueueAttributeName.KMS_MASTER_KEY_ID,
            QueueAttributeName.KMS_DATA_KEY_REUSE_PERIOD_SECONDS,
            QueueAttributeName.SQS_MANAGED_SSE_ENABLED);

    private final LimitProfile limits;

    QueueOperations(LimitProfile limits) {
        this.limits = limits;
    }

    /** Creates a queue, or finds it where one with these attributes exists; returns its URL. */
    String create(CreateQueueRequest in, Call call) {
        String name = in.queueName();
        SqsTables tables = SqsTables.in(call.account(), call.region());
        Map<String, String> asked = in.attributes();
        QueueAttributes attributes = QueueAttributesEditor.create(name, asked, limits);
        checkTags(in.tags());
        long now = call.time().toEpochMilli();
        call.write(tx -> {
            Queue existing = tables.queues.get(tx, name).orElse(null);
            if (existing != null) {
                checkSame(existing, asked);
                return existing;
            }
            checkNotDeletedRecently(tx, tables, name, now);
            Queue queue = new Queue(
                    call.account(), call.region(), name, tables.nextBacklog(tx), attributes, in.tags(), now, now, 0);
            checkDeadLetterQueue(tx, tables, queue);
            tables.queues.put(tx, name, queue);
            return queue;
        });
        return QueueAddress.url(call, call.account(), name);
    }

    private void checkSame(Queue existing, Map<String, String> asked) {
        Map<String, String> has = existing.attributes().toMap();
        for (Map.Entry<String, String> wanted : asked.entrySet()) {
            Map<String, String> alone = Map.of(wanted.getKey(), wanted.getValue());
            String would = QueueAttributesEditor.change(existing.attributes(), alone, limits)
                    .toMap()
                    .getOrDefault(wanted.getKey(), "");
            if (!would.equals(has.getOrDefault(wanted.getKey(), ""))) {
                throw SqsErrors.queueNameExists(wanted.getKey());
            }
        }
    }

    private void checkNotDeletedRecently(Tx tx, SqsTables tables, String name, long now) {
        long deletedAt = tables.deleted.get(tx, name).orElse(Long.MIN_VALUE / 2);
        if (now - deletedAt < SqsLimits.RECENTLY_DELETED.intIn(limits) * 1000L) {
            throw SqsErrors.queueDeletedRecently();
        }
        tables.deleted.delete(tx, name);
    }

    private static void checkDeadLetterQueue(Tx tx, SqsTables tables, Queue queue) {
        RedrivePolicy policy = queue.attributes().redrivePolicy();
        if (policy == null) {
            return;
        }
        Queue target = tables.queues
                .get(tx, policy.targetName())
                .filter(found -> found.arn().equals(policy.deadLetterTargetArn()))
                .orElseThrow(() -> refuse(policy, "Dead letter target does not exist."));
        if (target.isFifo() != queue.isFifo()) {
            throw refuse(policy, "Dead-letter queue must be same type of queue as the source.");
        }
        RedriveAllowPolicy allowed = target.attributes().redriveAllowPolicy();
        if (allowed != null && !allowed.allows(queue.arn())) {
            throw refuse(policy, "The dead-letter queue does not allow this queue as its source.");
        }
    }

    private static RuntimeException refuse(RedrivePolicy policy, String reason) {
        return SqsErrors.invalidParameter(policy.toJson(), QueueAttributeName.REDRIVE_POLICY, reason);
    }

    /** Deletes a queue with all that is in it. */
    void delete(QueueAddress address, Call call) {
        Instant now = call.time();
        SqsTables tables = address.tables();
        call.write(tx -> {
            Queue queue = address.get(tx);
            tables.queues.delete(tx, queue.name());
            tables.deleted.put(tx, queue.name(), now.toEpochMilli());
            tx.at(now.plusSeconds(SqsLimits.RECENTLY_DELETED.intIn(limits)), SqsTimers.forget(queue));
            tx.at(now, SqsTimers.clear(queue.account(), queue.region(), queue.backlog()));
            tx.signal(queue.topic());
            return queue;
        });
    }

    /** Takes away all messages. They are gone at once, where AWS takes up to 60 seconds. */
    void purge(QueueAddress address, Call call) {
        Instant now = call.time();
        SqsTables tables = address.tables();
        call.write(tx -> {
            Queue queue = address.get(tx);
            tables.queues.put(tx, queue.name(), queue.purged(tables.nextBacklog(tx), now.toEpochMilli(), limits));
            tx.at(now, SqsTimers.clear(queue.account(), queue.region(), queue.backlog()));
            return queue;
        });
    }

    /** The URL of a queue by its name. */
    String url(String name, @Nullable String owner, Call call) {
        String account = owner == null || owner.isEmpty() ? call.account() : owner;
        QueueAddress address = new QueueAddress(account, call.region(), name);
        call.read(address::get);
        return QueueAddress.url(call, account, name);
    }

    /** One page of the queues. */
    ListQueuesResult list(ListQueuesRequest in, Call call) {
        String start = in.queueNamePrefix() == null ? "" : in.queueNamePrefix();
        Range range = Range.prefix(Key.EMPTY.thenStringStarting(start));
        SqsTables tables = SqsTables.in(call.account(), call.region());
        Page<String> page =
                page(call, tables.queues, range, in.maxResults(), in.nextToken(), "ListQueues " + start, Row::key);
        return ListQueuesResult.builder()
                .queueUrls(page.items().isEmpty() ? null : page.items())
                .nextToken(in.maxResults() == null ? null : page.next().orElse(null))
                .build();
    }

    /** One page of the queues that have this one as their dead-letter queue. */
    ListDeadLetterSourceQueuesResult listDeadLetterSources(
            QueueAddress address, ListDeadLetterSourceQueuesRequest in, Call call) {
        call.read(address::get);
        Page<String> page = page(
                call,
                address.tables().byDeadLetter,
                Range.prefix(address.name()),
                in.maxResults(),
                in.nextToken(),
                "ListDeadLetterSourceQueues",
                Row::key);
        return ListDeadLetterSourceQueuesResult.builder()
                .queueUrls(page.items())
                .nextToken(in.maxResults() == null ? null : page.next().orElse(null))
                .build();
    }

    private Page<String> page(
            Call call,
            Scan<String, Queue> queues,
            Range range,
            @Nullable Integer asked,
            @Nullable String token,
            String query,
            java.util.function.Function<Row<String, Queue>, String> name) {
        int max = SqsLimits.LISTED_QUEUES_MAX.intIn(limits);
        int limit = asked == null ? max : asked;
        if (limit < 1 || limit > max) {
            throw SqsErrors.invalidParameter(
                    limit, "MaxResults", "MaxResults must be an integer between 1 and " + max + ".");
        }
        try {
            return call.read(snapshot -> queues.page(snapshot, range, limit, token, query))
                    .map(row -> QueueAddress.url(call, row.value().account(), name.apply(row)));
        } catch (InvalidPageTokenException e) {
            throw SqsErrors.invalidPageToken(token == null ? "" : token);
        }
    }

    /** The attributes asked for; all of them for {@code All}, none where none is named. */
    Map<String, String> attributes(QueueAddress address, GetQueueAttributesRequest in, Call call) {
        List<String> names = in.attributeNames();
        for (String name : names) {
            if (!name.equals(QueueAttributeName.ALL) && !COMPUTED.contains(name) && !SETTABLE.contains(name)) {
                throw SqsErrors.unknownAttribute(name);
            }
        }
        catchUp(address, call);
        Map<String, String> all = call.read(snapshot -> allAttributes(snapshot, address));
        if (!names.contains(QueueAttributeName.ALL)) {
            all.keySet().retainAll(names);
        }
        return all;
    }

    /** Lets the counts say what is true now. */
    private void catchUp(QueueAddress address, Call call) {
        long now = call.time().toEpochMilli();
        boolean more;
        do {
            more = call.write(tx -> {
                OpenQueue open = new OpenQueue(tx, address.tables(), address.get(tx), limits, now);
                boolean unfinished = open.catchUp();
                open.close();
                return unfinished;
            });
        } while (more);
    }

    private static Map<String, String> allAttributes(Snapshot snapshot, QueueAddress address) {
        Queue queue = address.get(snapshot);
        Backlog counts =
                address.tables().backlogs.get(snapshot, queue.backlog()).orElse(Backlog.EMPTY);
        Map<String, String> all = new LinkedHashMap<>();
        all.put(QueueAttributeName.QUEUE_ARN, queue.arn());
        all.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, Long.toString(counts.visible()));
        all.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, Long.toString(counts.inFlight()));
        all.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, Long.toString(counts.delayed()));
        all.put(QueueAttributeName.CREATED_TIMESTAMP, Long.toString(queue.createdAtMillis() / 1000));
        all.put(QueueAttributeName.LAST_MODIFIED_TIMESTAMP, Long.toString(queue.modifiedAtMillis() / 1000));
        all.putAll(queue.attributes().toMap());
        return all;
    }

    /** Changes attributes. */
    void changeAttributes(QueueAddress address, Map<String, String> asked, Call call) {
        long now = call.time().toEpochMilli();
        change(address, call, (tx, queue) -> {
            Queue changed = queue.withAttributes(QueueAttributesEditor.change(queue.attributes(), asked, limits), now);
            checkDeadLetterQueue(tx, address.tables(), changed);
            if (changed.retentionMillis() != queue.retentionMillis()) {
                OpenQueue open = new OpenQueue(tx, address.tables(), changed, limits, now);
                open.sweep(OpenQueue.SHOWN_MAX);
                open.close();
            }
            return changed;
        });
    }

    /** Adds a statement to the queue's policy. */
    void addPermission(QueueAddress address, AddPermissionRequest in, Call call) {
        changePolicy(
                address,
                call,
                (before, queue) -> AccessPolicy.allow(
                        before,
                        queue.arn(),
                        Partition.of(queue.region()).id(),
                        in.label(),
                        in.awsAccountIds(),
                        in.actions(),
                        limits));
    }

    /** Takes a statement out of the queue's policy. */
    void removePermission(QueueAddress address, String label, Call call) {
        changePolicy(address, call, (before, queue) -> AccessPolicy.disallow(before, label));
    }

    private interface PolicyChange {
        @Nullable
        String of(@Nullable String before, Queue queue);
    }

    private void changePolicy(QueueAddress address, Call call, PolicyChange change) {
        long now = call.time().toEpochMilli();
        change(address, call, (tx, queue) -> {
            QueueAttributes attributes = queue.attributes();
            return queue.withAttributes(attributes.withPolicy(change.of(attributes.policy(), queue), limits), now);
        });
    }

    /** The tags of a queue. */
    Map<String, String> tags(QueueAddress address, Call call) {
        return call.read(address::get).tags();
    }

    /** Adds tags, in place of those with the same keys. */
    void tag(QueueAddress address, Map<String, String> added, Call call) {
        changeTags(address, call, tags -> {
            tags.putAll(added);
            checkTags(tags);
            return tags;
        });
    }

    /** Takes tags away. */
    void untag(QueueAddress address, List<String> keys, Call call) {
        changeTags(address, call, tags -> {
            tags.keySet().removeAll(keys);
            return tags;
        });
    }

    private void changeTags(QueueAddress address, Call call, UnaryOperator<Map<String, String>> change) {
        change(address, call, (tx, queue) -> queue.withTags(change.apply(new HashMap<>(queue.tags()))));
    }

    private void checkTags(Map<String, String> tags) {
        int max = SqsLimits.QUEUE_TAGS_MAX.intIn(limits);
        if (tags.size() > max) {
            throw SqsErrors.tooManyTags(max);
        }
    }

    private interface Change {
        Queue of(Tx tx, Queue queue);
    }

    private static void change(QueueAddress address, Call call, Change change) {
        call.write(tx -> {
            Queue changed = change.of(tx, address.get(tx));
            address.tables().queues.put(tx, changed.name(), changed);
            return changed;
        });
    }
}
