package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.AccountPolicy;
import cloudjar.api.cloudwatchlogs.InputLogEvent;
import cloudjar.api.cloudwatchlogs.PutLogEventsRequest;
import cloudjar.api.cloudwatchlogs.PutLogEventsResponse;
import cloudjar.api.cloudwatchlogs.RejectedLogEventsInfo;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Tx;
import cloudjar.services.cloudwatchlogs.LogsTables.PartKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes events in: checks a batch, keeps what may be kept, and hands it to the filters of the group. */
final class Ingestion {
    private final LimitProfile limits;
    private final Filtering filtering;
    private final Audits audits;
    private final GroupKeys keys;

    Ingestion(LimitProfile limits, Filtering filtering, Audits audits, GroupKeys keys) {
        this.limits = limits;
        this.filtering = filtering;
        this.audits = audits;
        this.keys = keys;
    }

    PutLogEventsResponse put(PutLogEventsRequest in, Call call) {
        List<InputLogEvent> events = in.logEvents();
        check(events);
        LogsTables tables = LogsTables.of(call);
        Kept kept = kept(tables, in, call);
        filtering.taken(kept, call);
        audits.write(kept.audit(), kept.group(), call);
        return PutLogEventsResponse.builder()
                .nextSequenceToken(EventOperations.sequenceToken(kept.stream()))
                .rejectedLogEventsInfo(kept.bounds().info(events.size()))
                .build();
    }

    private Kept kept(LogsTables tables, PutLogEventsRequest in, Call call) {
        // Only of groups with a key KMS is asked, and not in the transaction.
        Optional<Kept> plain = call.write(tx -> {
            Group group = tables.group(tx, in.logGroupName());
            return group.key() == null ? Optional.of(keep(tx, tables, in, call, null)) : Optional.empty();
        });
        if (plain.isPresent()) {
            return plain.get();
        }
        Group group = call.read(snapshot -> tables.group(snapshot, in.logGroupName()));
        Sealing sealing = group.key() == null ? null : keys.sealing(group, call);
        return call.write(tx -> keep(tx, tables, in, call, sealing));
    }

    private void check(List<InputLogEvent> events) {
        long bytes = 0;
        long before = Long.MIN_VALUE;
        for (InputLogEvent event : events) {
            if (event.timestamp() < before) {
                throw LogsErrors.order();
            }
            before = event.timestamp();
            bytes += bytes(event.message());
        }
        if (bytes > LogsLimits.BATCH_BYTES.in(limits)) {
            throw LogsErrors.tooLarge(bytes, LogsLimits.BATCH_BYTES.in(limits));
        }
        long span = events.getLast().timestamp() - events.getFirst().timestamp();
        if (span > Duration.ofHours(LogsLimits.BATCH_SPAN_HOURS.in(limits)).toMillis()) {
            throw LogsErrors.span();
        }
    }

    private static long bytes(String message) {
        int length = message.length();
        long bytes = length + LogsLimits.EVENT_OVERHEAD_BYTES.current();
        for (int i = 0; i < length; i++) {
            if (message.charAt(i) >= 0x80) {
                return message.getBytes(StandardCharsets.UTF_8).length + LogsLimits.EVENT_OVERHEAD_BYTES.current();
            }
        }
        return bytes;
    }

    private Kept keep(Tx tx, LogsTables tables, PutLogEventsRequest in, Call call, @Nullable Sealing sealing) {
        Stream stream = tables.stream(tx, in.logGroupName(), in.logStreamName());
        Group group = tables.group(tx, in.logGroupName());
        List<InputLogEvent> events = in.logEvents();
        Bounds bounds = Bounds.of(events, group, call, limits);
        long now = call.time().toEpochMilli();
        if (bounds.isEmpty()) {
            return new Kept(group, stream, stream.sequence(), List.of(), bounds, Audit.NONE);
        }
        List<InputLogEvent> accepted = events.subList(bounds.from(), bounds.to());
        ProtectionPolicy hiding = hiding(tx, tables, group);
        List<InputLogEvent> shown = hiding == null ? accepted : new ArrayList<>(accepted.size());
        long sequence = stream.sequence();
        long bytes = 0;
        List<String> findings = new ArrayList<>();
        long key = sealing == null ? 0 : GroupKeys.number(tx, tables, group, sealing);
        List<Row<EventId, Event>> rows = new ArrayList<>(accepted.size());
        for (InputLogEvent event : accepted) {
            Event kept = new Event(now, event.message());
            if (hiding != null) {
                var found = hiding.found(event.message());
                kept = new Event(now, event.message(), ProtectionPolicy.sensitive(found), 0);
                shown.add(event.toBuilder().message(kept.masked()).build());
                if (!found.isEmpty() && !hiding.audits().isEmpty()) {
                    findings.add(Audit.finding(group, call.time(), found));
                }
            }
            if (sealing != null) {
                kept = sealing.seal(kept, key, rows.size());
            }
            rows.add(new Row<>(new EventId(stream.number(), event.timestamp(), ++sequence), kept));
            bytes += bytes(event.message());
        }
        tables.events.putAll(tx, rows);
        Stream grown = stream.with(
                sequence, accepted.getFirst().timestamp(), accepted.getLast().timestamp(), now);
        tables.streams.put(tx, new PartKey(group.name(), stream.name()), grown);
        tables.bytes.add(tx, group.name(), bytes);
        Kept kept = new Kept(
                group,
                grown,
                stream.sequence(),
                shown,
                bounds,
                hiding == null ? Audit.NONE : new Audit(hiding.audits(), findings));
        filtering.taking(tx, tables, kept, call);
        return kept;
    }

    /** What the group and the account hide of events that come; null where that is nothing. */
    private static @Nullable ProtectionPolicy hiding(Tx tx, LogsTables tables, Group group) {
        DataProtection own = group.protection();
        ProtectionPolicy hiding = own == null || own.document() == null ? null : ProtectionPolicy.parse(own.document());
        Range accounts = Range.prefix(Key.of(PolicyOperations.DATA_PROTECTION));
        for (AccountPolicy policy : tables.accountPolicies.values(tx, accounts)) {
            ProtectionPolicy other = ProtectionPolicy.parse(Objects.requireNonNull(policy.policyDocument()));
            hiding = hiding == null ? other : hiding.and(other);
        }
        return hiding;
    }

    /**
     * What was kept of a batch.
     *
     * @param before the sequence of the stream's event before these
     * @param events as they are shown: what is sensitive is hidden from filters too
     */
    record Kept(Group group, Stream stream, long before, List<InputLogEvent> events, Bounds bounds, Audit audit) {
        EventId id(int index) {
            return new EventId(stream.number(), events.get(index).timestamp(), before + index + 1);
        }
    }

    /**
     * Which events of a batch may be kept.
     *
     * @param old so many are too old
     * @param expired so many are older than the group keeps them
     * @param to where those begin that are too far ahead
     */
    record Bounds(int old, int expired, int to) {
        static Bounds of(List<InputLogEvent> events, Group group, Call call, LimitProfile limits) {
            long oldest = call.time()
                    .minus(Duration.ofDays(LogsLimits.EVENT_AGE_DAYS.in(limits)))
                    .toEpochMilli();
            long newest = call.time()
                    .plus(Duration.ofHours(LogsLimits.EVENT_FUTURE_HOURS.in(limits)))
                    .toEpochMilli();
            return new Bounds(
                    before(events, oldest),
                    before(events, group.expiredBefore(call.time())),
                    before(events, newest + 1));
        }

        private static int before(List<InputLogEvent> events, long time) {
            int index = 0;
            while (index < events.size() && events.get(index).timestamp() < time) {
                index++;
            }
            return index;
        }

        int from() {
            return Math.max(old, expired);
        }

        boolean isEmpty() {
            return from() >= to;
        }

        /** What the answer says of it; null where all were kept. */
        @Nullable
        RejectedLogEventsInfo info(int size) {
            if (from() == 0 && to == size) {
                return null;
            }
            return RejectedLogEventsInfo.builder()
                    .tooOldLogEventEndIndex(old == 0 ? null : old)
                    .expiredLogEventEndIndex(expired <= old ? null : expired)
                    .tooNewLogEventStartIndex(to == size ? null : to)
                    .build();
        }
    }
}
