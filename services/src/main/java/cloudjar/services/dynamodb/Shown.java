package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.Select;
import cloudjar.services.dynamodb.expression.Path;
import cloudjar.services.dynamodb.expression.Projection;
import cloudjar.services.dynamodb.partiql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a query or a scan shows of the items that it finds.
 *
 * @param select one of {@link Select}; null where the request leaves it open
 * @param projection null where the request has none
 * @param statement shows items by its columns, whose paths are the projection; null where the request has none
 */
record Shown(@Nullable String select, @Nullable Projection projection, Statement.@Nullable Select statement) {
    Shown(@Nullable String select, @Nullable Projection projection) {
        this(select, projection, null);
    }

    /**
     * Checks that the two go together.
     *
     * @param parameter what the projection is called in the request
     * @param indexed whether an index is named
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException}
     */
    void check(String parameter, boolean indexed) {
        if (select == null) {
            return;
        }
        if (select.equals(Select.SPECIFIC_ATTRIBUTES)) {
            if (projection == null) {
                throw DynamoDbErrors.validation(
                        "Must specify the AttributesToGet or ProjectionExpression when choosing to"
                                + " get SPECIFIC_ATTRIBUTES");
            }
        } else if (projection != null) {
            throw DynamoDbErrors.validation("Cannot specify the " + parameter + " when choosing to get "
                    + (select.equals(Select.COUNT) ? "only the Count" : select));
        }
        if (select.equals(Select.ALL_PROJECTED_ATTRIBUTES) && !indexed) {
            throw DynamoDbErrors.validation(
                    "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }
    }

    /** Whether items are counted and not shown. */
    boolean countsOnly() {
        return Select.COUNT.equals(select);
    }

    /**
     * Whether more of the items is shown than the index has, so that they are read from the table.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException} for a global index, which cannot do this
     */
    boolean readsTable(TableIndex index, KeySchema table) {
        if (Select.ALL_ATTRIBUTES.equals(select) && !index.whole()) {
            if (!index.local()) {
                throw DynamoDbErrors.invalid("Select type ALL_ATTRIBUTES is not supported for global secondary index "
                        + index.name() + " because its projection type is not ALL");
            }
            return true;
        }
        List<String> absent = projection == null
                ? List.of()
                : projection.paths().stream()
                        .map(Path::head)
                        .filter(name -> !index.has(name, table))
                        .distinct()
                        .toList();
        if (!absent.isEmpty() && !index.local()) {
            throw DynamoDbErrors.invalid("Global secondary index " + index.name() + " does not project " + absent);
        }
        return !absent.isEmpty();
    }

    /** What is shown of an item, of which the index has these attributes. */
    Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        if (statement != null) {
            return statement.shown(item);
        }
        return projection == null ? item : projection.of(item);
    }
}
