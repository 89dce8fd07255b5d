package cloudjar.services.dynamodb.partiql;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.services.dynamodb.expression.Condition;
import cloudjar.services.dynamodb.expression.Path;
import cloudjar.services.dynamodb.expression.Path.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A statement. */
public sealed interface Statement {
    /** The table that it is about, by its name or ARN. */
    String table();

    /**
     * Reads items.
     *
     * @param index of the table; null for the table itself
     * @param columns what is shown of an item; empty for all
     * @param where null for every item
     * @param orders in which order
     */
    record Select(
            String table,
            @Nullable String index,
            List<Column> columns,
            @Nullable Condition where,
            List<Order> orders) implements Statement {
        /** Copies the lists. */
        public Select {
            columns = List.copyOf(columns);
            orders = List.copyOf(orders);
        }

        /** What is shown of an item: each column by its own name, where the item has it. */
        public Map<String, AttributeValue> shown(Map<String, AttributeValue> item) {
            if (columns.isEmpty()) {
                return item;
            }
            Map<String, AttributeValue> shown = new LinkedHashMap<>();
            columns.forEach(column -> column.path().in(item).ifPresent(value -> shown.put(column.name(), value)));
            return shown;
        }
    }

    /** Makes an item, where there is none of its key. */
    record Insert(String table, Map<String, AttributeValue> item) implements Statement {}

    /**
     * Changes an item that is there.
     *
     * @param returning null where nothing is wanted back
     */
    record Update(
            String table,
            cloudjar.services.dynamodb.expression.Update update,
            @Nullable Condition where,
            @Nullable Returning returning)
            implements Statement {}

    /**
     * Takes an item away.
     *
     * @param returning {@code ALL OLD}, or null
     */
    record Delete(
            String table,
            @Nullable Condition where,
            @Nullable Returning returning) implements Statement {}

    /** Demands of a transaction that an item is as it says. */
    record Exists(Select select) implements Statement {
        @Override
        public String table() {
            return select.table();
        }
    }

    /** What is shown of items, named after the last step of its path. */
    record Column(Path path) {
        /** The name. */
        public String name() {
            String name = path.head();
            for (Step step : path.steps()) {
                name = switch (step) {
                    case Step.Entry(String entry) -> entry;
                    case Step.Element(int index) -> name + "[" + index + "]";
                };
            }
            return name;
        }
    }

    /** By which attribute items are ordered. */
    record Order(String attribute, boolean descending) {}

    /** What of an item is wanted back. */
    enum Returning {
        ALL_OLD,
        MODIFIED_OLD,
        ALL_NEW,
        MODIFIED_NEW
    }

    /** Whether it only reads. */
    default boolean isRead() {
        return this instanceof Select;
    }
}
