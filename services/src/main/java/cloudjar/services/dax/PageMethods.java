package cloudjar.services.dax;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.ConsumedCapacity;
import cloudjar.api.dynamodb.QueryInput;
import cloudjar.api.dynamodb.QueryOutput;
import cloudjar.api.dynamodb.ScanInput;
import cloudjar.api.dynamodb.ScanOutput;
import cloudjar.services.dax.DaxMethod.Task;
import cloudjar.services.dax.wire.Answers;
import cloudjar.services.dax.wire.CborReader;
import cloudjar.services.dax.wire.CborWriter;
import cloudjar.services.dax.wire.ExpressionText;
import cloudjar.services.dax.wire.Items;
import cloudjar.services.dax.wire.KeyShape;
import cloudjar.services.dax.wire.Options;
import cloudjar.services.dax.wire.Paths;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Methods that read pages: queries and scans, whose results are kept apart from items. */
final class PageMethods {
    private PageMethods() {}

    /** A page as DynamoDB gave it. */
    private record Found(
            List<Map<String, AttributeValue>> items,
            int count,
            int scanned,
            Map<String, AttributeValue> lastKey,
            @Nullable ConsumedCapacity consumed) {}

    static Task query(CborReader in) throws IOException {
        String table = in.readText();
        byte[] keyCondition = in.tryNull() ? null : in.readBytes();
        Options options = Options.read(in);
        return visitor -> query(visitor, table, keyCondition, options);
    }

    private static CborWriter query(Visitor visitor, String table, byte @Nullable [] keyCondition, Options options)
            throws IOException {
        KeyShape shape = visitor.shape(table);
        ExpressionText text = new ExpressionText();
        Paths paths = options.paths();
        byte[] filter = options.bytes(Options.FILTER);
        QueryInput input = QueryInput.builder()
                .tableName(table)
                .indexName(options.text(Options.INDEX))
                .keyConditionExpression(keyCondition == null ? null : text.condition(keyCondition))
                .filterExpression(filter == null ? null : text.condition(filter))
                .projectionExpression(paths == null ? null : paths.heads(text))
                .expressionAttributeNames(text.names())
                .expressionAttributeValues(text.values())
                .consistentRead(options.flag(Options.CONSISTENT))
                .scanIndexForward(options.flag(Options.FORWARD))
                .select(options.select())
                .limit(options.number(Options.LIMIT))
                .exclusiveStartKey(startKey(options, shape))
                .returnConsumedCapacity(options.capacity())
                .build();
        boolean consistent = Boolean.TRUE.equals(options.flag(Options.CONSISTENT));
        if (!consistent && visitor.kept(input) instanceof Found kept) {
            return page(visitor, shape, kept, options, paths);
        }
        QueryOutput out = visitor.dynamo().query(input, visitor.call());
        Found found = new Found(
                out.items(),
                Objects.requireNonNullElse(out.count(), 0),
                Objects.requireNonNullElse(out.scannedCount(), 0),
                out.lastEvaluatedKey(),
                out.consumedCapacity());
        return kept(visitor, consistent ? null : input, shape, found, options, paths);
    }

    static Task scan(CborReader in) throws IOException {
        String table = in.readText();
        Options options = Options.read(in);
        return visitor -> scan(visitor, table, options);
    }

    private static CborWriter scan(Visitor visitor, String table, Options options) throws IOException {
        KeyShape shape = visitor.shape(table);
        ExpressionText text = new ExpressionText();
        Paths paths = options.paths();
        byte[] filter = options.bytes(Options.FILTER);
        ScanInput input = ScanInput.builder()
                .tableName(table)
                .indexName(options.text(Options.INDEX))
                .filterExpression(filter == null ? null : text.condition(filter))
                .projectionExpression(paths == null ? null : paths.heads(text))
                .expressionAttributeNames(text.names())
                .expressionAttributeValues(text.values())
                .consistentRead(options.flag(Options.CONSISTENT))
                .select(options.select())
                .limit(options.number(Options.LIMIT))
                .segment(options.number(Options.SEGMENT))
                .totalSegments(options.number(Options.SEGMENTS))
                .exclusiveStartKey(startKey(options, shape))
                .returnConsumedCapacity(options.capacity())
                .build();
        boolean consistent = Boolean.TRUE.equals(options.flag(Options.CONSISTENT));
        if (!consistent && visitor.kept(input) instanceof Found kept) {
            return page(visitor, shape, kept, options, paths);
        }
        ScanOutput out = visitor.dynamo().scan(input, visitor.call());
        Found found = new Found(
                out.items(),
                Objects.requireNonNullElse(out.count(), 0),
                Objects.requireNonNullElse(out.scannedCount(), 0),
                out.lastEvaluatedKey(),
                out.consumedCapacity());
        return kept(visitor, consistent ? null : input, shape, found, options, paths);
    }

    private static @Nullable Map<String, AttributeValue> startKey(Options options, KeyShape shape) throws IOException {
        byte[] key = options.bytes(Options.START_KEY);
        if (key == null) {
            return null;
        }
        return options.text(Options.INDEX) == null ? shape.read(key) : Items.readNamed(key);
    }

    /** @param request to keep the page for; null to keep it not */
    private static CborWriter kept(
            Visitor visitor,
            @Nullable Object request,
            KeyShape shape,
            Found found,
            Options options,
            @Nullable Paths paths)
            throws IOException {
        CborWriter answer = page(visitor, shape, found, options, paths);
        if (request != null) {
            // A page that is read again from what is kept has consumed nothing.
            Found free = new Found(found.items(), found.count(), found.scanned(), found.lastKey(), null);
            visitor.keep(request, free, answer.toBytes().length, DaxParameters.QUERY_TTL);
        }
        return answer;
    }

    private static CborWriter page(Visitor visitor, KeyShape shape, Found found, Options options, @Nullable Paths paths)
            throws IOException {
        CborWriter out = Answers.success().map();
        if (!"COUNT".equals(options.select())) {
            out.integer(Answers.ITEMS).array(found.items().size());
            for (Map<String, AttributeValue> item : found.items()) {
                if (paths == null) {
                    out.array(2).bytes(shape.write(item)).bytes(visitor.items().write(item, shape));
                } else {
                    paths.write(out, item);
                }
            }
        }
        out.integer(Answers.COUNT).integer(found.count());
        out.integer(Answers.SCANNED).integer(found.scanned());
        if (!found.lastKey().isEmpty()) {
            out.integer(Answers.LAST_KEY);
            if (options.text(Options.INDEX) == null) {
                out.bytes(shape.write(found.lastKey()));
            } else {
                out.bytes(Items.named(found.lastKey()));
            }
        }
        return ItemMethods.capacity(out, found.consumed()).end();
    }
}
