package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.DeleteQueryDefinitionRequest;
import cloudjar.api.cloudwatchlogs.DeleteQueryDefinitionResponse;
import cloudjar.api.cloudwatchlogs.DescribeQueryDefinitionsRequest;
import cloudjar.api.cloudwatchlogs.DescribeQueryDefinitionsResponse;
import cloudjar.api.cloudwatchlogs.PutQueryDefinitionRequest;
import cloudjar.api.cloudwatchlogs.PutQueryDefinitionResponse;
import cloudjar.api.cloudwatchlogs.QueryDefinition;
import cloudjar.api.cloudwatchlogs.QueryDefinitions;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import java.util.Objects;

/** Saved queries. */
final class QueryDefinitionOperations implements QueryDefinitions {
    private static final int LISTED = 1_000;

    private final LimitProfile limits;

    QueryDefinitionOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public PutQueryDefinitionResponse putQueryDefinition(PutQueryDefinitionRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        String id = Objects.requireNonNullElseGet(
                in.queryDefinitionId(), () -> call.world().ids().uuid());
        boolean unused = call.write(tx -> {
            boolean known = tables.queryDefinitions.contains(tx, id);
            if (in.queryDefinitionId() != null && !known) {
                throw LogsErrors.notFound("The specified query definition does not exist.");
            }
            if (!known && tables.queryDefinitions.count(tx) >= LogsLimits.QUERY_DEFINITIONS.in(limits)) {
                throw LogsErrors.limit();
            }
            tables.queryDefinitions.put(
                    tx,
                    id,
                    QueryDefinition.builder()
                            .queryDefinitionId(id)
                            .name(in.name())
                            .queryString(in.queryString())
                            .logGroupNames(in.logGroupNames())
                            .queryLanguage(Objects.requireNonNullElse(in.queryLanguage(), "CWLI"))
                            .lastModified(call.time().toEpochMilli())
                            .build());
            return true;
        });
        return PutQueryDefinitionResponse.builder().queryDefinitionId(id).build();
    }

    @Override
    public DeleteQueryDefinitionResponse deleteQueryDefinition(DeleteQueryDefinitionRequest in, Call call) {
        boolean gone = call.write(tx -> LogsTables.of(call).queryDefinitions.delete(tx, in.queryDefinitionId()));
        if (!gone) {
            throw LogsErrors.notFound("The specified query definition does not exist.");
        }
        return DeleteQueryDefinitionResponse.builder().success(true).build();
    }

    @Override
    public DescribeQueryDefinitionsResponse describeQueryDefinitions(DescribeQueryDefinitionsRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        Page<QueryDefinition> page = call.read(snapshot -> Paging.page(() -> tables.queryDefinitions.page(
                        snapshot,
                        Range.all(),
                        Paging.limit(in.maxResults(), LISTED),
                        in.nextToken(),
                        "DescribeQueryDefinitions " + in.queryDefinitionNamePrefix(),
                        row -> Paging.begins(
                                Objects.requireNonNullElse(row.value().name(), ""), in.queryDefinitionNamePrefix())))
                .map(Row::value));
        return DescribeQueryDefinitionsResponse.builder()
                .queryDefinitions(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
