package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.dynamodb.expression.Condition;
import cloudjar.services.dynamodb.expression.Operand;
import cloudjar.services.dynamodb.expression.Path;
import cloudjar.services.dynamodb.expression.Projection;
import cloudjar.services.dynamodb.partiql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** INSERT, UPDATE, DELETE and EXISTS as writes of one item. */
record StatementWrite(Statement statement, @Nullable String onFailure) {
    /**
     * The write; which attributes of the condition are keys is known from the table.
     *
     * @throws cloudjar.kernel.shape.ApiException where the condition does not name one item, or the table is not there
     */
    ItemWrite write(Snapshot snapshot, Call call) {
        String name = TableName.of(statement.table());
        DynamoTable table = TableLookup.holding(snapshot, call, name);
        return switch (statement) {
            case Statement.Insert(String ignored, Map<String, AttributeValue> item) ->
                new ItemWrite(name, new ItemChange.Insert(item, ItemWriter.write(item)), null, onFailure);
            case Statement.Update update -> {
                KeyTerms terms = KeyTerms.of(update.where(), table.keys());
                Condition there = call("attribute_exists", table);
                Condition filter = terms.filter();
                yield new ItemWrite(
                        name,
                        new ItemChange.Modify(key(terms, table), update.update()),
                        filter == null ? there : new Condition.And(there, filter),
                        onFailure);
            }
            case Statement.Delete delete -> {
                KeyTerms terms = KeyTerms.of(delete.where(), table.keys());
                Condition filter = terms.filter();
                // An item that is not there is deleted already, whatever else is demanded of it.
                Condition condition =
                        filter == null ? null : new Condition.Or(call("attribute_not_exists", table), filter);
                yield new ItemWrite(name, new ItemChange.Delete(key(terms, table)), condition, onFailure);
            }
            case Statement.Exists(Statement.Select select) -> exists(name, table, select);
            case Statement.Select select -> throw new IllegalStateException("a SELECT writes nothing");
        };
    }

    private ItemWrite exists(String name, DynamoTable table, Statement.Select select) {
        KeyTerms terms = KeyTerms.of(select.where(), table.keys());
        Map<String, AttributeValue> key = terms.key(table.keys());
        Condition filter = terms.filter();
        if (key == null || filter == null || select.index() != null) {
            throw DynamoDbErrors.validation("EXISTS() must contain a single item read with additional condition");
        }
        return new ItemWrite(name, new ItemChange.Check(key), filter, onFailure);
    }

    private static Map<String, AttributeValue> key(KeyTerms terms, DynamoTable table) {
        Map<String, AttributeValue> key = terms.key(table.keys());
        if (key == null) {
            throw PartiQlErrors.keyMissing();
        }
        return key;
    }

    private static Condition call(String function, DynamoTable table) {
        return new Operand.Call(
                function,
                List.of(new Operand.Attribute(Path.of(table.keys().hash().name()))));
    }

    /** What the statement wants back of what was done; null where nothing is. */
    @Nullable
    Map<String, AttributeValue> returned(ItemWrite.Done done) {
        Statement.Returning returning =
                switch (statement) {
                    case Statement.Update update -> update.returning();
                    case Statement.Delete delete -> delete.returning();
                    case Statement.Insert insert -> null;
                    case Statement.Exists exists -> null;
                    case Statement.Select select -> null;
                };
        if (returning == null) {
            return null;
        }
        Map<String, AttributeValue> item =
                switch (returning) {
                    case ALL_OLD -> done.oldAttributes();
                    case ALL_NEW -> done.nowAttributes();
                    case MODIFIED_OLD -> changed().of(done.oldAttributes());
                    case MODIFIED_NEW -> changed().of(done.nowAttributes());
                };
        return item.isEmpty() ? null : item;
    }

    private Projection changed() {
        Statement.Update update = (Statement.Update) Objects.requireNonNull(statement);
        return new Projection(update.update().paths());
    }
}
