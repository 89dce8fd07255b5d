package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ContributorInsightsAction;
import cloudjar.api.dynamodb.ContributorInsightsMode;
import cloudjar.api.dynamodb.ContributorInsightsStatus;
import cloudjar.api.dynamodb.ContributorInsightsSummary;
import cloudjar.api.dynamodb.DescribeContributorInsightsInput;
import cloudjar.api.dynamodb.DescribeContributorInsightsOutput;
import cloudjar.api.dynamodb.ListContributorInsightsInput;
import cloudjar.api.dynamodb.ListContributorInsightsOutput;
import cloudjar.api.dynamodb.UpdateContributorInsightsInput;
import cloudjar.api.dynamodb.UpdateContributorInsightsOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** CloudWatch contributor insights of tables and indexes, switched on and off. */
final class InsightSettings {
    private static final String RULE = "DynamoDBContributorInsights-";

    private InsightSettings() {}

    static DescribeContributorInsightsOutput describe(DescribeContributorInsightsInput in, Call call) {
        String name = TableName.of(in.tableName());
        return call.read(snapshot -> {
            DynamoTable table = table(snapshot, call, name, in.indexName());
            Optional<Insight> insight = DynamoDbTables.INSIGHTS
                    .in(call.scope())
                    .get(snapshot, new Insight.Key(table.id(), in.indexName() == null ? "" : in.indexName()));
            boolean on = insight.map(Insight::enabled).orElse(false);
            return DescribeContributorInsightsOutput.builder()
                    .tableName(name)
                    .indexName(in.indexName())
                    .contributorInsightsStatus(
                            on ? ContributorInsightsStatus.ENABLED : ContributorInsightsStatus.DISABLED)
                    .contributorInsightsRuleList(on ? rules(table, in.indexName(), insight.get()) : null)
                    .contributorInsightsMode(on ? insight.get().mode() : null)
                    .lastUpdateDateTime(insight.map(Insight::updated).orElse(null))
                    .build();
        });
    }

    /** The names of CloudWatch's rules: of keys that are used often and that are throttled, of each kind of key. */
    private static List<String> rules(DynamoTable table, @Nullable String index, Insight insight) {
        String of = table.name() + (index == null ? "" : "-" + index) + "-"
                + insight.updated().toEpochMilli();
        List<String> rules = new ArrayList<>();
        boolean accessed = insight.mode().equals(ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS);
        for (String kind : keys(table, index).range() == null ? List.of("PK") : List.of("PK", "SK")) {
            if (accessed) {
                rules.add(RULE + kind + "C-" + of);
            }
            rules.add(RULE + kind + "T-" + of);
        }
        return rules;
    }

    private static KeySchema keys(DynamoTable table, @Nullable String index) {
        return table.indexes().stream()
                .filter(found -> found.name().equals(index))
                .map(TableIndex::keys)
                .findFirst()
                .orElse(table.keys());
    }

    private static DynamoTable table(Snapshot snapshot, Call call, String name, @Nullable String index) {
        DynamoTable table = TableLookup.named(snapshot, call, name);
        if (index != null
                && table.indexes().stream().noneMatch(found -> found.name().equals(index))) {
            throw notFound(index, name);
        }
        return table;
    }

    private static ApiException notFound(String index, String table) {
        return new cloudjar.api.dynamodb.ResourceNotFoundException(
                "Requested resource not found: Index: " + index + " for table: " + table);
    }

    static UpdateContributorInsightsOutput update(UpdateContributorInsightsInput in, Call call) {
        String name = TableName.of(in.tableName());
        boolean on = ContributorInsightsAction.ENABLE.equals(in.contributorInsightsAction());
        String mode = in.contributorInsightsMode() == null
                ? ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS
                : in.contributorInsightsMode();
        call.write(tx -> {
            DynamoTable table = table(tx, call, name, in.indexName());
            if (table.isPassing()) {
                throw DynamoDbErrors.validation("Table or Index is not in a valid state to update Key Access Insights:"
                        + " TableStatus must be ACTIVE to enable ContributorInsights.");
            }
            Insight.Key key = new Insight.Key(table.id(), in.indexName() == null ? "" : in.indexName());
            DynamoDbTables.INSIGHTS.in(call.scope()).put(tx, key, new Insight(on, mode, call.time()));
            return null;
        });
        return UpdateContributorInsightsOutput.builder()
                .tableName(name)
                .indexName(in.indexName())
                .contributorInsightsStatus(
                        on ? ContributorInsightsStatus.ENABLING : ContributorInsightsStatus.DISABLING)
                .contributorInsightsMode(in.contributorInsightsMode())
                .build();
    }

    static ListContributorInsightsOutput list(ListContributorInsightsInput in, Call call) {
        int most = (int) DynamoDbLimits.INSIGHTS_PAGE.current();
        int limit = in.maxResults() == null || in.maxResults() == 0 ? most : Math.min(most, in.maxResults());
        List<ContributorInsightsSummary> all = call.read(snapshot -> {
            List<ContributorInsightsSummary> found = new ArrayList<>();
            if (in.tableName() == null) {
                DynamoDbTables.TABLES
                        .in(call.scope())
                        .rows(snapshot)
                        .forEach(row -> add(snapshot, call, row.value(), found));
            } else {
                add(snapshot, call, TableLookup.named(snapshot, call, TableName.of(in.tableName())), found);
            }
            return found;
        });
        int from = 0;
        for (int i = 0; i < all.size(); i++) {
            if (token(all.get(i)).equals(in.nextToken())) {
                from = i + 1;
            }
        }
        List<ContributorInsightsSummary> page = all.subList(from, Math.min(all.size(), from + limit));
        return ListContributorInsightsOutput.builder()
                .contributorInsightsSummaries(page)
                .nextToken(from + page.size() < all.size() ? token(page.getLast()) : null)
                .build();
    }

    private static String token(ContributorInsightsSummary summary) {
        return summary.tableName() + "/" + (summary.indexName() == null ? "" : summary.indexName());
    }

    private static void add(Snapshot snapshot, Call call, DynamoTable table, List<ContributorInsightsSummary> found) {
        for (Row<Insight.Key, Insight> row :
                DynamoDbTables.INSIGHTS.in(call.scope()).rows(snapshot, Range.prefix(table.id()))) {
            boolean on = row.value().enabled();
            found.add(ContributorInsightsSummary.builder()
                    .tableName(table.name())
                    .indexName(row.key().index().isEmpty() ? null : row.key().index())
                    .contributorInsightsStatus(
                            on ? ContributorInsightsStatus.ENABLED : ContributorInsightsStatus.DISABLED)
                    .contributorInsightsMode(on ? row.value().mode() : null)
                    .build());
        }
    }
}
