package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.LiveTailSessionLogEvent;
import cloudjar.api.cloudwatchlogs.LiveTailSessionMetadata;
import cloudjar.api.cloudwatchlogs.LiveTailSessionStart;
import cloudjar.api.cloudwatchlogs.LiveTailSessionUpdate;
import cloudjar.api.cloudwatchlogs.StartLiveTailRequest;
import cloudjar.api.cloudwatchlogs.StartLiveTailResponse;
import cloudjar.api.cloudwatchlogs.StartLiveTailResponseStream;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.clock.Deadline;
import cloudjar.kernel.clock.Subscription;
import cloudjar.kernel.clock.Wakeup;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.EventStream;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.cloudwatchlogs.pattern.FilterPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Live tails: events are shown as they come. */
final class LiveTails implements cloudjar.api.cloudwatchlogs.LiveTails {
    /** The most events of one update: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartLiveTail.html. */
    private static final int UPDATE_MAX = 500;

    private final LimitProfile limits;
    private final GroupKeys keys;

    LiveTails(LimitProfile limits, GroupKeys keys) {
        this.limits = limits;
        this.keys = keys;
    }

    /** What is signalled when a group gets events. */
    static String topic(Group group) {
        return "logs/" + group.account() + "/" + group.region() + "/" + group.name();
    }

    @Override
    public StartLiveTailResponse startLiveTail(StartLiveTailRequest in, Call call) {
        if (in.logGroupIdentifiers().size() > LogsLimits.LIVE_TAIL_GROUPS.in(limits)) {
            throw LogsErrors.invalid("A live tail can have no more than 10 log groups.");
        }
        if (in.logGroupIdentifiers().size() > 1
                && !(in.logStreamNames().isEmpty() && in.logStreamNamePrefixes().isEmpty())) {
            throw LogsErrors.invalid("Streams can be named for one log group only.");
        }
        FilterPattern pattern = Patterns.of(Objects.requireNonNullElse(in.logEventFilterPattern(), ""));
        LogsTables tables = LogsTables.of(call);
        List<Group> groups = call.read(snapshot -> in.logGroupIdentifiers().stream()
                .map(identifier -> tables.group(snapshot, GroupName.own(identifier, call)))
                .toList());
        Duration longest = Duration.ofHours(LogsLimits.LIVE_TAIL_HOURS.in(limits));
        Subscription news = call.world()
                .signals()
                .subscribe(groups.stream().map(LiveTails::topic).toList());
        Session session = new Session(
                in, call, groups, pattern, news, call.world().clock().deadlineIn(longest));
        session.begin();
        return StartLiveTailResponse.builder().responseStream(session).build();
    }

    /** One tail; used by one thread at a time. */
    private final class Session implements EventStream {
        private final StartLiveTailRequest in;
        private final Call call;
        private final List<Group> groups;
        private final FilterPattern pattern;
        private final Subscription news;
        private final Deadline end;

        /** The sequence of the latest event seen of each stream, by its number. */
        private final Map<Long, Long> seen = new HashMap<>();

        private boolean started;

        Session(
                StartLiveTailRequest in,
                Call call,
                List<Group> groups,
                FilterPattern pattern,
                Subscription news,
                Deadline end) {
            this.in = in;
            this.call = call;
            this.groups = groups;
            this.pattern = pattern;
            this.news = news;
            this.end = end;
        }

        /** What is there already is not shown. */
        void begin() {
            Map<Long, Long> there = call.read(snapshot -> {
                Map<Long, Long> latest = new HashMap<>();
                for (Group group : groups) {
                    streams(snapshot, group).forEach(stream -> latest.put(stream.number(), stream.sequence()));
                }
                return latest;
            });
            seen.putAll(there);
        }

        private List<Stream> streams(Snapshot snapshot, Group group) {
            return LogsTables.of(call).streams.rows(snapshot, Range.prefix(Key.of(group.name()))).values().stream()
                    .filter(stream ->
                            in.logStreamNames().isEmpty() || in.logStreamNames().contains(stream.name()))
                    .filter(stream -> in.logStreamNamePrefixes().isEmpty()
                            || in.logStreamNamePrefixes().stream().anyMatch(stream.name()::startsWith))
                    .toList();
        }

        @Override
        public @Nullable Structure next() throws InterruptedException {
            if (!started) {
                started = true;
                return StartLiveTailResponseStream.ofSessionStart(LiveTailSessionStart.builder()
                        .requestId(call.requestId())
                        .sessionId(call.world().ids().uuid())
                        .logGroupIdentifiers(in.logGroupIdentifiers())
                        .logStreamNames(in.logStreamNames())
                        .logStreamNamePrefixes(in.logStreamNamePrefixes())
                        .logEventFilterPattern(in.logEventFilterPattern())
                        .build());
            }
            while (true) {
                List<LiveTailSessionLogEvent> events = fresh();
                if (!events.isEmpty()) {
                    boolean sampled = events.size() > UPDATE_MAX;
                    return StartLiveTailResponseStream.ofSessionUpdate(LiveTailSessionUpdate.builder()
                            .sessionMetadata(LiveTailSessionMetadata.builder()
                                    .sampled(sampled)
                                    .build())
                            .sessionResults(sampled ? events.subList(0, UPDATE_MAX) : events)
                            .build());
                }
                if (news.await(end) != Wakeup.SIGNALLED) {
                    return null;
                }
            }
        }

        /** What came since the last look. */
        private List<LiveTailSessionLogEvent> fresh() {
            Map<Long, Long> latest = new HashMap<>(seen);
            List<LiveTailSessionLogEvent> events = call.read(snapshot -> {
                latest.putAll(seen);
                List<LiveTailSessionLogEvent> found = new ArrayList<>();
                for (Group group : groups) {
                    for (Stream stream : streams(snapshot, group)) {
                        long before = seen.getOrDefault(stream.number(), 0L);
                        if (stream.sequence() > before) {
                            read(snapshot, group, stream, before, found);
                            latest.put(stream.number(), stream.sequence());
                        }
                    }
                }
                return found;
            });
            seen.putAll(latest);
            return events;
        }

        /** Events are kept by their times, so the stream is read back until all that came since are found. */
        private void read(
                Snapshot snapshot, Group group, Stream stream, long before, List<LiveTailSessionLogEvent> into) {
            long missing = Math.min(stream.sequence() - before, UPDATE_MAX + 1L);
            List<LiveTailSessionLogEvent> found = new ArrayList<>();
            Range all = Range.prefix(Key.of(stream.number())).reversed();
            Opening opening = keys.opening(call);
            for (Row<EventId, Event> row : LogsTables.of(call).events.rows(snapshot, all)) {
                if (missing == 0) {
                    break;
                }
                if (row.key().sequence() > before) {
                    missing--;
                    String message = opening.open(group.name(), row.value()).masked();
                    if (pattern.matches(message)) {
                        found.add(LiveTailSessionLogEvent.builder()
                                .logGroupIdentifier(group.account() + ":" + group.name())
                                .logStreamName(stream.name())
                                .message(message)
                                .timestamp(row.key().millis())
                                .ingestionTime(row.value().ingestedMillis())
                                .build());
                    }
                }
            }
            into.addAll(found.reversed());
        }

        @Override
        public void close() {
            news.close();
        }
    }
}
