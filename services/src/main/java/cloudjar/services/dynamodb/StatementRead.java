package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.dynamodb.expression.Condition;
import cloudjar.services.dynamodb.expression.Projection;
import cloudjar.services.dynamodb.partiql.Statement;
import cloudjar.services.dynamodb.partiql.Statement.Order;
import cloudjar.services.dynamodb.value.AttributeValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A SELECT: a query where its condition ties the hash key to values, else a scan.
 *
 * @param position where the page before ended; null for the first page
 */
record StatementRead(
        Statement.Select select,
        boolean consistent,
        @Nullable Integer limit,
        @Nullable Map<String, AttributeValue> position) {
    /** A page of what it finds. */
    PageOfItems in(Snapshot snapshot, Call call) {
        DynamoTable table = TableLookup.holding(snapshot, call, TableName.of(select.table()));
        TableIndex index = index(table);
        if (index != null && !index.local() && consistent) {
            throw PartiQlErrors.consistentIndex();
        }
        ItemSource source = new ItemSource(snapshot, call, table, index);
        KeyTerms terms = KeyTerms.of(select.where(), source.keys());
        checkOrders(source.keys(), terms);
        boolean keyed = !terms.hashes().isEmpty();
        if (keyed && index != null) {
            requireProjected(index, table.keys(), terms.rest());
        }
        List<Range> ranges = keyed ? keyed(source, terms) : scanned(source);
        Condition filter = keyed ? terms.filter() : select.where();
        return new PageReader(source, filter, shown(), limit).read(ranges, consistent);
    }

    private @Nullable TableIndex index(DynamoTable table) {
        String name = select.index();
        if (name == null) {
            return null;
        }
        return table.indexes().stream()
                .filter(index -> index.name().equals(name))
                .findFirst()
                .orElseThrow(PartiQlErrors::noIndex);
    }

    private Shown shown() {
        if (select.columns().isEmpty()) {
            return new Shown(null, null, null);
        }
        Projection paths = new Projection(
                select.columns().stream().map(Statement.Column::path).toList());
        return new Shown(null, paths, select);
    }

    private static void requireProjected(TableIndex index, KeySchema table, List<Condition> filters) {
        List<String> absent = filters.stream()
                .flatMap(filter -> filter.attributes().stream())
                .filter(name -> !index.has(name, table))
                .distinct()
                .toList();
        if (!absent.isEmpty()) {
            throw PartiQlErrors.filterNotProjected(index.name(), absent);
        }
    }

    private void checkOrders(KeySchema keys, KeyTerms terms) {
        if (select.orders().isEmpty()) {
            return;
        }
        if (select.where() == null) {
            throw PartiQlErrors.orderWithoutWhere();
        }
        for (Order order : select.orders()) {
            if (!keys.has(order.attribute())) {
                throw PartiQlErrors.orderByOther(order.attribute());
            }
        }
        if (terms.hashes().isEmpty()) {
            throw PartiQlErrors.orderWithoutHash();
        }
        if (terms.hashes().size() > 1 && order(keys.hash()) == null) {
            throw PartiQlErrors.orderWithoutHashOfSeveral();
        }
    }

    private @Nullable Order order(KeyAttribute attribute) {
        return select.orders().stream()
                .filter(order -> order.attribute().equals(attribute.name()))
                .findFirst()
                .orElse(null);
    }

    private List<Range> keyed(ItemSource source, KeyTerms terms) {
        KeySchema keys = source.keys();
        List<AttributeValue> hashes = new ArrayList<>(terms.hashes());
        List<KeyRange> wanted = new ArrayList<>();
        hashes.forEach(hash -> wanted.add(terms.rangeOf(hash, keys)));
        Order byHash = order(keys.hash());
        if (byHash != null) {
            Comparator<KeyRange> rising = Comparator.comparing(KeyRange::hash);
            wanted.sort(byHash.descending() ? rising.reversed() : rising);
        }
        Order byRange = keys.range() == null ? null : order(keys.range());
        List<Range> ranges = new ArrayList<>();
        boolean reached = position == null;
        for (KeyRange part : wanted) {
            Range range = part.in(source.start());
            range = byRange != null && byRange.descending() ? range.reversed() : range;
            if (reached) {
                ranges.add(range);
            } else if (source.hash(Objects.requireNonNull(position)).equals(part.hash())) {
                reached = true;
                ranges.add(range.after(start(source)));
            }
        }
        if (!reached) {
            throw PartiQlErrors.token();
        }
        return ranges;
    }

    private List<Range> scanned(ItemSource source) {
        Range whole = Range.prefix(source.start());
        return List.of(position == null ? whole : whole.after(start(source)));
    }

    private cloudjar.kernel.store.Key start(ItemSource source) {
        try {
            return source.key(Objects.requireNonNull(position));
        } catch (ApiException e) {
            throw PartiQlErrors.token();
        }
    }

    /**
     * The key of the one item that the statement reads, with nothing demanded besides.
     *
     * @throws ApiException the refusal, where it reads anything else
     */
    static Map<String, AttributeValue> oneKey(Statement.Select select, DynamoTable table, ApiException refusal) {
        KeyTerms terms = KeyTerms.of(select.where(), table.keys());
        Map<String, AttributeValue> key = terms.key(table.keys());
        if (select.index() != null || key == null || !terms.rest().isEmpty()) {
            throw refusal;
        }
        for (Map.Entry<String, AttributeValue> part : key.entrySet()) {
            AttributeValues.type(part.getValue());
        }
        return key;
    }
}
