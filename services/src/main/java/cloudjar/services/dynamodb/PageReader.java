package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.store.Range;
import cloudjar.services.dynamodb.expression.Condition;
import cloudjar.services.dynamodb.expression.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page: items in their order until the limit, 1 MB or the end. What the filter holds back counts for the limit and
 * the megabyte all the same.
 */
final class PageReader {
    private final ItemSource source;
    private final @Nullable Condition filter;
    private final Shown shown;
    private final int limit;
    private final boolean readsTable;
    private final ItemNames names = new ItemNames();
    private final List<Map<String, AttributeValue>> items = new ArrayList<>();
    private int count;
    private int scanned;
    private long bytes;
    private long tableBytes;
    private @Nullable StoredItem last;

    PageReader(ItemSource source, @Nullable Condition filter, Shown shown, @Nullable Integer limit) {
        this.source = source;
        this.filter = filter;
        this.shown = shown;
        this.limit = limit == null ? Integer.MAX_VALUE : limit;
        TableIndex index = source.index();
        this.readsTable =
                index != null && shown.readsTable(index, source.table().keys());
    }

    PageOfItems read(Range range, boolean consistent) {
        return read(List.of(range), consistent);
    }

    /** Reads one range after the other. */
    PageOfItems read(List<Range> ranges, boolean consistent) {
        for (Range range : ranges) {
            if (isFull()) {
                break;
            }
            source.forEach(range, this::take);
        }
        boolean stopped = isFull();
        return new PageOfItems(
                items,
                count,
                scanned,
                stopped ? source.position(Objects.requireNonNull(last).attributes()) : null,
                units(consistent));
    }

    private boolean take(StoredItem item) {
        TableIndex index = source.index();
        boolean needsAttributes = filter != null || !shown.countsOnly() || index != null && !index.whole();
        Map<String, AttributeValue> whole = needsAttributes ? item.attributes(names) : Map.of();
        Map<String, AttributeValue> attributes = index == null || index.whole()
                ? whole
                : index.projected(whole, source.table().keys());
        bytes += index == null || index.whole()
                ? item.size()
                : ItemWriter.write(attributes).size();
        tableBytes += readsTable ? item.size() : 0;
        scanned++;
        last = item;
        Map<String, AttributeValue> seen = readsTable ? whole : attributes;
        if (filter == null || new Evaluation(seen).holds(filter)) {
            count++;
            if (!shown.countsOnly()) {
                items.add(shown.of(seen));
            }
        }
        return !isFull();
    }

    private boolean isFull() {
        return scanned >= limit || bytes >= DynamoDbLimits.PAGE_SIZE.current();
    }

    private Units units(boolean consistent) {
        double units = Capacity.read(bytes, consistent);
        TableIndex index = source.index();
        if (index == null) {
            return Units.ofTable(units);
        }
        Units ofIndex = Units.ofIndex(index, units);
        return readsTable ? ofIndex.plus(Units.ofTable(Capacity.read(tableBytes, consistent))) : ofIndex;
    }
}
