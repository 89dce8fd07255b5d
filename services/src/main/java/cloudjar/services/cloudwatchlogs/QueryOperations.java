package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.DescribeQueriesRequest;
import cloudjar.api.cloudwatchlogs.DescribeQueriesResponse;
import cloudjar.api.cloudwatchlogs.GetQueryResultsRequest;
import cloudjar.api.cloudwatchlogs.GetQueryResultsResponse;
import cloudjar.api.cloudwatchlogs.Queries;
import cloudjar.api.cloudwatchlogs.QueryInfo;
import cloudjar.api.cloudwatchlogs.QueryStatistics;
import cloudjar.api.cloudwatchlogs.ResultField;
import cloudjar.api.cloudwatchlogs.StartQueryRequest;
import cloudjar.api.cloudwatchlogs.StartQueryResponse;
import cloudjar.api.cloudwatchlogs.StopQueryRequest;
import cloudjar.api.cloudwatchlogs.StopQueryResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.cloudwatchlogs.query.LogRecord;
import cloudjar.services.cloudwatchlogs.query.MalformedQuery;
import cloudjar.services.cloudwatchlogs.query.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Queries of Insights. They run when they are started, and are complete when somebody asks. */
final class QueryOperations implements Queries {
    private static final String COMPLETE = "Complete";
    private static final String LANGUAGE = "CWLI";
    private static final int LISTED = 1_000;

    private final LimitProfile limits;
    private final GroupKeys keys;

    QueryOperations(LimitProfile limits, GroupKeys keys) {
        this.limits = limits;
        this.keys = keys;
    }

    @Override
    public StartQueryResponse startQuery(StartQueryRequest in, Call call) {
        if (in.queryLanguage() != null && !in.queryLanguage().equals(LANGUAGE)) {
            throw LogsErrors.invalid("Only the query language CWLI is supported.");
        }
        if (in.endTime() < in.startTime()) {
            throw LogsErrors.malformed("End time should not be before start time", 0, 0);
        }
        QuerySource source = QuerySource.of(in.queryString());
        List<String> names = groups(in, source, call);
        String id = call.world().ids().uuid();
        LogsTables tables = LogsTables.of(call);
        StoredQuery stored = call.read(snapshot -> run(snapshot, tables, in, names, call, id));
        boolean unused = call.write(tx -> {
            tables.queries.put(tx, id, stored);
            return true;
        });
        return StartQueryResponse.builder().queryId(id).build();
    }

    private List<String> groups(StartQueryRequest in, QuerySource source, Call call) {
        Set<String> names = new LinkedHashSet<>(in.logGroupNames());
        names.addAll(call.read(
                snapshot -> source.groups(snapshot, LogsTables.of(call), LogsLimits.QUERY_GROUPS.intIn(limits))));
        in.logGroupIdentifiers().forEach(identifier -> names.add(GroupName.own(identifier, call)));
        if (in.logGroupName() != null) {
            names.add(in.logGroupName());
        }
        if (names.isEmpty()) {
            throw LogsErrors.invalid("One of logGroupName, logGroupNames and logGroupIdentifiers must be given.");
        }
        if (names.size() > LogsLimits.QUERY_GROUPS.in(limits)) {
            throw LogsErrors.invalid(
                    "A query can have no more than " + LogsLimits.QUERY_GROUPS.in(limits) + " log groups.");
        }
        return List.copyOf(names);
    }

    private StoredQuery run(
            Snapshot snapshot, LogsTables tables, StartQueryRequest in, List<String> names, Call call, String id) {
        Query query = compiled(in, call);
        long from = TimeUnit.SECONDS.toMillis(in.startTime());
        long to = TimeUnit.SECONDS.toMillis(in.endTime()) + 999;
        List<Stream> streams = new ArrayList<>();
        Map<String, Group> groups = new HashMap<>();
        for (String name : names) {
            Group group = tables.groups
                    .get(snapshot, name)
                    .orElseThrow(() -> LogsErrors.notFound(
                            "Log group '" + name + "' does not exist for account ID '" + call.account() + "'"));
            if (!AccountPolicies.indexes(snapshot, tables, group, query.indexed())) {
                continue;
            }
            groups.put(name, group);
            streams.addAll(MergedEvents.streams(snapshot, tables, group, List.of(), null));
        }
        MergedEvents events = new MergedEvents(snapshot, tables, keys.opening(call), streams, from, to).reversed();
        long scanned = 0;
        long bytes = 0;
        while (scanned < LogsLimits.SCANNED.in(limits) && events.next()) {
            Group group = Objects.requireNonNull(groups.get(events.stream().group()));
            if (events.id().millis() >= group.expiredBefore(call.time())) {
                scanned++;
                Event event = events.event();
                bytes += event.message().length();
                query.take(Records.of(group, events.stream(), events.id(), event, false));
            }
        }
        List<StoredQuery.ResultRow> rows =
                query.results().stream().map(row -> row(query, row)).toList();
        String text = "SOURCE \"" + String.join("\", \"", names) + "\" START=" + in.startTime() + "000 END="
                + in.endTime() + "999 | " + in.queryString();
        return new StoredQuery(id, names.getFirst(), text, call.time(), rows, query.matched(), scanned, bytes);
    }

    private Query compiled(StartQueryRequest in, Call call) {
        int limit = in.limit() == null ? LogsLimits.QUERY_ROWS.intIn(limits) : in.limit();
        try {
            return new Query(
                    QuerySource.of(in.queryString()).rest(), call.time().toEpochMilli(), limit);
        } catch (MalformedQuery e) {
            throw LogsErrors.malformed(
                    Objects.requireNonNullElse(e.getMessage(), ""),
                    e.offset(),
                    in.queryString().length());
        }
    }

    private static StoredQuery.ResultRow row(Query query, LogRecord row) {
        List<String> fields = new ArrayList<>(query.shown(row));
        List<String> values = new ArrayList<>();
        fields.forEach(field -> values.add(Objects.requireNonNullElse(Query.text(row, field), "")));
        row.pointer().ifPresent(pointer -> {
            fields.add("@ptr");
            values.add(pointer);
        });
        return new StoredQuery.ResultRow(fields, values);
    }

    @Override
    public GetQueryResultsResponse getQueryResults(GetQueryResultsRequest in, Call call) {
        StoredQuery query = call.read(snapshot -> found(snapshot, in.queryId(), call));
        return GetQueryResultsResponse.builder()
                .queryLanguage(LANGUAGE)
                .status_(COMPLETE)
                .statistics(QueryStatistics.builder()
                        .recordsMatched((double) query.matched())
                        .recordsScanned((double) query.scanned())
                        .bytesScanned((double) query.bytes())
                        .build())
                .results(query.rows().stream().map(QueryOperations::fields).toList())
                .build();
    }

    private static List<ResultField> fields(StoredQuery.ResultRow row) {
        List<ResultField> fields = new ArrayList<>();
        for (int i = 0; i < row.fields().size(); i++) {
            fields.add(ResultField.builder()
                    .field(row.fields().get(i))
                    .value(row.values().get(i))
                    .build());
        }
        return fields;
    }

    private static StoredQuery found(Snapshot snapshot, String id, Call call) {
        return LogsTables.of(call).queries.get(snapshot, id).orElseThrow(QueryOperations::unknown);
    }

    private static ApiException unknown() {
        return LogsErrors.notFound("The specified query does not exist.");
    }

    @Override
    public StopQueryResponse stopQuery(StopQueryRequest in, Call call) {
        StoredQuery query = call.read(snapshot -> found(snapshot, in.queryId(), call));
        throw LogsErrors.invalid("Query " + query.id() + " is not running: its status is " + COMPLETE + ".");
    }

    @Override
    public DescribeQueriesResponse describeQueries(DescribeQueriesRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        boolean complete = in.status_() == null || in.status_().equals(COMPLETE);
        Page<QueryInfo> page = call.read(snapshot -> Paging.page(() -> tables.queries.page(
                        snapshot,
                        Range.all(),
                        Paging.limit(in.maxResults(), LISTED),
                        in.nextToken(),
                        "DescribeQueries " + in.logGroupName() + " " + in.status_(),
                        row -> complete
                                && (in.logGroupName() == null
                                        || row.value().group().equals(in.logGroupName()))))
                .map(row -> QueryInfo.builder()
                        .queryId(row.key())
                        .queryLanguage(LANGUAGE)
                        .queryString(row.value().text())
                        .status_(COMPLETE)
                        .createTime(row.value().created().toEpochMilli())
                        .logGroupName(row.value().group())
                        .build()));
        return DescribeQueriesResponse.builder()
                .queries(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
