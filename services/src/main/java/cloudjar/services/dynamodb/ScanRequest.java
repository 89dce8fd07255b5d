package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ScanInput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.dynamodb.expression.Condition;
import cloudjar.services.dynamodb.expression.Projection;
import org.jspecify.annotations.Nullable;

/** A scan, checked as far as it can be without the table. */
record ScanRequest(String table, ScanInput input, @Nullable Condition filter, Shown shown) {
    static ScanRequest of(ScanInput in) {
        ExpressionParameters parameters = new ExpressionParameters()
                .expression("ProjectionExpression", in.projectionExpression())
                .expression("FilterExpression", in.filterExpression())
                .older("AttributesToGet", in.hasAttributesToGet())
                .older("ScanFilter", in.hasScanFilter())
                .older("ConditionalOperator", in.conditionalOperator() != null)
                .placeholders(
                        WriteRequests.names(in.hasExpressionAttributeNames(), in.expressionAttributeNames()),
                        WriteRequests.values(in.hasExpressionAttributeValues(), in.expressionAttributeValues()));
        checkSegment(in);
        Condition older = OlderParameters.filter(in.scanFilter(), in.conditionalOperator());
        Condition filter = parameters.condition("FilterExpression");
        Projection projection = parameters.projection();
        parameters.requireAllUsed();
        if (in.hasAttributesToGet()) {
            projection = OlderParameters.attributesToGet(in.attributesToGet());
        }
        Shown shown = new Shown(in.select(), projection);
        shown.check(in.hasAttributesToGet() ? "AttributesToGet" : "ProjectionExpression", in.indexName() != null);
        return new ScanRequest(TableName.of(in.tableName()), in, filter == null ? older : filter, shown);
    }

    private static void checkSegment(ScanInput in) {
        Integer segment = in.segment();
        Integer total = in.totalSegments();
        if (total != null && segment == null) {
            throw DynamoDbErrors.validation("The Segment parameter is required but was not present in the request when"
                    + " parameter TotalSegments is present");
        }
        if (segment != null && total == null) {
            throw DynamoDbErrors.validation("The TotalSegments parameter is required but was not present in the request"
                    + " when Segment parameter is present");
        }
        if (segment != null && total != null && segment >= total) {
            throw DynamoDbErrors.validation("The Segment parameter is zero-based and must be less than parameter"
                    + " TotalSegments: Segment: " + segment + " is not less than TotalSegments: " + total);
        }
    }

    boolean countsOnly() {
        return shown.countsOnly();
    }

    PageOfItems in(Snapshot snapshot, Call call) {
        DynamoTable found = TableLookup.holding(snapshot, call, table);
        TableIndex index = ItemSource.index(found, input.indexName());
        boolean consistent = Boolean.TRUE.equals(input.consistentRead());
        if (index != null && !index.local() && consistent) {
            throw DynamoDbErrors.validation("Consistent reads are not supported on global secondary indexes");
        }
        ItemSource source = new ItemSource(snapshot, call, found, index);
        Range range = range(source.start());
        if (input.hasExclusiveStartKey()) {
            Key key = source.key(input.exclusiveStartKey());
            if (key.compareTo(range.from()) < 0 || key.compareTo(range.to()) >= 0) {
                throw DynamoDbErrors.validation(
                        "The provided starting key is invalid: Invalid ExclusiveStartKey. Please"
                                + " use ExclusiveStartKey with correct Segment. TotalSegments: " + input.totalSegments()
                                + " Segment: " + input.segment());
            }
            range = range.after(key);
        }
        return new PageReader(source, filter, shown, input.limit()).read(range, consistent);
    }

    /** The rows of the segment: its share of the slots. */
    private Range range(Key start) {
        Integer segment = input.segment();
        Integer total = input.totalSegments();
        if (segment == null || total == null) {
            return Range.prefix(start);
        }
        long from = (long) ItemKey.SLOTS * segment / total;
        long to = (long) ItemKey.SLOTS * (segment + 1) / total;
        return Range.between(start.then(from), start.then(to));
    }
}
