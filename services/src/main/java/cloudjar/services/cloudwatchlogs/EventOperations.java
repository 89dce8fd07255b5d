package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.FilterLogEventsRequest;
import cloudjar.api.cloudwatchlogs.FilterLogEventsResponse;
import cloudjar.api.cloudwatchlogs.FilteredLogEvent;
import cloudjar.api.cloudwatchlogs.GetLogEventsRequest;
import cloudjar.api.cloudwatchlogs.GetLogEventsResponse;
import cloudjar.api.cloudwatchlogs.GetLogGroupFieldsRequest;
import cloudjar.api.cloudwatchlogs.GetLogGroupFieldsResponse;
import cloudjar.api.cloudwatchlogs.GetLogRecordRequest;
import cloudjar.api.cloudwatchlogs.GetLogRecordResponse;
import cloudjar.api.cloudwatchlogs.LogEvents;
import cloudjar.api.cloudwatchlogs.LogGroupField;
import cloudjar.api.cloudwatchlogs.OutputLogEvent;
import cloudjar.api.cloudwatchlogs.PutLogEventsRequest;
import cloudjar.api.cloudwatchlogs.PutLogEventsResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.services.cloudwatchlogs.pattern.FilterPattern;
import cloudjar.services.cloudwatchlogs.query.LogRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What can be done with events. */
final class EventOperations implements LogEvents {
    private final LimitProfile limits;
    private final Ingestion ingestion;
    private final GroupKeys keys;

    EventOperations(LimitProfile limits, Ingestion ingestion, GroupKeys keys) {
        this.limits = limits;
        this.ingestion = ingestion;
        this.keys = keys;
    }

    @Override
    public PutLogEventsResponse putLogEvents(PutLogEventsRequest in, Call call) {
        return ingestion.put(in, call);
    }

    /** What the sequence token of a stream is; AWS takes any since 2023. */
    static String sequenceToken(Stream stream) {
        return new EventId(stream.number(), 0, stream.sequence()).text();
    }

    @Override
    public GetLogEventsResponse getLogEvents(GetLogEventsRequest in, Call call) {
        String name = GroupName.either(in.logGroupName(), in.logGroupIdentifier(), call);
        LogsTables tables = LogsTables.of(call);
        int most = limit(in.limit());
        Opening opening = keys.opening(call);
        return call.read(snapshot -> {
            Group group = tables.group(snapshot, name);
            Stream stream = tables.stream(snapshot, name, in.logStreamName());
            long from = Math.max(from(in.startTime()), group.expiredBefore(call.time()));
            // The end is not part of it:
            // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
            Range range = Range.between(
                    Key.of(stream.number(), Math.max(0, from)),
                    in.endTime() == null
                            ? Key.of(stream.number()).afterPrefix()
                            : Key.of(stream.number(), in.endTime()));
            EventToken token = in.nextToken() == null
                    ? EventToken.beginning(stream, Boolean.TRUE.equals(in.startFromHead()))
                    : EventToken.parse(in.nextToken(), stream);
            List<Row<EventId, Event>> events = page(tables.events.rows(snapshot, token.rest(range, tables)), most);
            if (!token.forward()) {
                Collections.reverse(events);
            }
            return GetLogEventsResponse.builder()
                    .events(events.stream()
                            .map(row -> output(
                                    row.key(), opening.open(name, row.value()), Boolean.TRUE.equals(in.unmask())))
                            .toList())
                    .nextForwardToken(token.forward(events).text())
                    .nextBackwardToken(token.backward(events).text())
                    .build();
        });
    }

    private static long from(@Nullable Long time) {
        return time == null ? 0 : Math.max(0, time);
    }

    private int limit(@Nullable Integer asked) {
        int most = LogsLimits.EVENTS_PER_PAGE.intIn(limits);
        return asked == null ? most : Math.min(asked, most);
    }

    private List<Row<EventId, Event>> page(Iterable<Row<EventId, Event>> rows, int most) {
        List<Row<EventId, Event>> page = new ArrayList<>();
        long room = LogsLimits.PAGE_BYTES.in(limits);
        for (Row<EventId, Event> row : rows) {
            room -= row.value().message().length() + LogsLimits.EVENT_OVERHEAD_BYTES.current();
            if (page.size() == most || room < 0 && !page.isEmpty()) {
                break;
            }
            page.add(row);
        }
        return page;
    }

    private static OutputLogEvent output(EventId id, Event event, boolean unmasked) {
        return OutputLogEvent.builder()
                .timestamp(id.millis())
                .message(event.shown(unmasked))
                .ingestionTime(event.ingestedMillis())
                .build();
    }

    @Override
    public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest in, Call call) {
        String name = GroupName.either(in.logGroupName(), in.logGroupIdentifier(), call);
        if (!in.logStreamNames().isEmpty() && in.logStreamNamePrefix() != null) {
            throw LogsErrors.invalid("logStreamNames and logStreamNamePrefix are mutually exclusive parameters.");
        }
        FilterPattern pattern = Patterns.of(Objects.requireNonNullElse(in.filterPattern(), ""));
        LogsTables tables = LogsTables.of(call);
        int most = limit(in.limit());
        Opening opening = keys.opening(call);
        return call.read(snapshot -> {
            Group group = tables.group(snapshot, name);
            long from = Math.max(from(in.startTime()), group.expiredBefore(call.time()));
            long to = in.endTime() == null ? Long.MAX_VALUE : in.endTime();
            List<Stream> streams =
                    MergedEvents.streams(snapshot, tables, group, in.logStreamNames(), in.logStreamNamePrefix());
            MergedEvents events = new MergedEvents(snapshot, tables, opening, streams, from, to);
            FilterToken start = FilterToken.parse(in.nextToken(), in);
            if (start != null) {
                events.skipTo(start.after());
            }
            return filtered(events, pattern, most, in);
        });
    }

    private FilterLogEventsResponse filtered(
            MergedEvents events, FilterPattern pattern, int most, FilterLogEventsRequest in) {
        List<FilteredLogEvent> found = new ArrayList<>();
        long room = LogsLimits.PAGE_BYTES.in(limits);
        long scans = LogsLimits.SCANNED.in(limits);
        EventId last = null;
        boolean all = pattern == FilterPattern.ALL;
        boolean unmasked = Boolean.TRUE.equals(in.unmask());
        while (events.next()) {
            Event event = events.event();
            String message = event.shown(unmasked);
            if (all || pattern.matches(message)) {
                room -= message.length() + LogsLimits.EVENT_OVERHEAD_BYTES.current();
                if (found.size() == most || room < 0 && !found.isEmpty()) {
                    break;
                }
                found.add(FilteredLogEvent.builder()
                        .logStreamName(events.stream().name())
                        .timestamp(events.id().millis())
                        .message(message)
                        .ingestionTime(event.ingestedMillis())
                        .eventId(events.id().text())
                        .build());
            } else if (--scans <= 0) {
                break;
            }
            last = events.id();
        }
        FilterLogEventsResponse.Builder out =
                FilterLogEventsResponse.builder().events(found).searchedLogStreams(List.of());
        if (last != null && !events.ended()) {
            out.nextToken(new FilterToken(last, FilterToken.query(in)).text());
        }
        return out.build();
    }

    @Override
    public GetLogRecordResponse getLogRecord(GetLogRecordRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        RecordPointer pointer = RecordPointer.parse(in.logRecordPointer());
        return call.read(snapshot -> {
            Group group = tables.group(snapshot, pointer.group());
            Stream stream = tables.stream(snapshot, pointer.group(), pointer.stream());
            Event event = tables.events
                    .get(snapshot, pointer.id())
                    .map(kept -> keys.opening(call).open(pointer.group(), kept))
                    .orElseThrow(() -> LogsErrors.invalid("The specified log record does not exist."));
            LogRecord entry = Records.of(group, stream, pointer.id(), event, Boolean.TRUE.equals(in.unmask()));
            Map<String, String> fields = new LinkedHashMap<>();
            entry.names().forEach(field -> fields.put(field, entry.text(field)));
            return GetLogRecordResponse.builder().logRecord(fields).build();
        });
    }

    @Override
    public GetLogGroupFieldsResponse getLogGroupFields(GetLogGroupFieldsRequest in, Call call) {
        String name = GroupName.either(in.logGroupName(), in.logGroupIdentifier(), call);
        LogsTables tables = LogsTables.of(call);
        // Without a time the last quarter of an hour is looked at, else eight minutes on both sides (API Reference).
        long middle = in.time() == null ? call.time().toEpochMilli() : TimeUnit.SECONDS.toMillis(in.time());
        long before = TimeUnit.MINUTES.toMillis(in.time() == null ? 15 : 8);
        return call.read(snapshot -> {
            Group group = tables.group(snapshot, name);
            List<Stream> streams =
                    tables.streams.rows(snapshot, Range.prefix(Key.of(name))).values();
            MergedEvents events = new MergedEvents(
                    snapshot,
                    tables,
                    keys.opening(call),
                    streams,
                    middle - before,
                    middle + (in.time() == null ? 0 : before));
            Map<String, Integer> counts = new LinkedHashMap<>();
            int records = 0;
            while (events.next() && records < LogsLimits.EVENTS_PER_PAGE.intIn(limits)) {
                LogRecord entry = Records.of(group, events.stream(), events.id(), events.event(), false);
                entry.names().forEach(field -> counts.merge(field, 1, Integer::sum));
                records++;
            }
            int all = records;
            return GetLogGroupFieldsResponse.builder()
                    .logGroupFields(counts.entrySet().stream()
                            .map(count -> LogGroupField.builder()
                                    .name(count.getKey())
                                    .percent(count.getValue() * 100 / all)
                                    .build())
                            .toList())
                    .build();
        });
    }
}
