package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.KeyCodec;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Table;
import cloudjar.services.s3.Listing.Query;
import cloudjar.services.s3.S3Tables.ObjectKey;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a page costs: rows that are read of the store, counted. */
class ListingCostTest {
    private static final int GROUPS = 20;
    private static final ScopedTable<ObjectKey, Long> KEYS = Table.of(
                    "test", "keys", KeyCodec.of(ObjectKey.class), Codec.LONG)
            .in(new Scope("000000000000", "us-east-1"));

    /** [S3-3] A common prefix costs one row, however many keys it stands for. */
    @Test
    void aCommonPrefixCostsOneRow() {
        assertThat(rowsRead(1, GROUPS)).isEqualTo(GROUPS);
        assertThat(rowsRead(500, GROUPS)).isEqualTo(GROUPS);
        // A page that ends before the last group has looked whether there is one more.
        assertThat(rowsRead(500, 5)).isEqualTo(6);
    }

    private static int rowsRead(int keysInGroup, int limit) {
        try (TestCloud cloud = new TestCloud()) {
            cloud.world.store().write(tx -> {
                for (int group = 0; group < GROUPS; group++) {
                    for (int key = 0; key < keysInGroup; key++) {
                        KEYS.put(tx, new ObjectKey("bucket", group + "/" + key), 1L);
                    }
                }
                return true;
            });
            return cloud.world.store().read(snapshot -> {
                AtomicInteger read = new AtomicInteger();
                Query query = new Query("bucket", "", "/", limit);
                Listing<ObjectKey, Long> page = Listing.of(
                        range -> counted(KEYS.rows(snapshot, range), read), query, query.range(), ObjectKey::key);
                assertThat(page.commonPrefixes()).hasSize(limit);
                return read.get();
            });
        }
    }

    private static Iterable<Row<ObjectKey, Long>> counted(Iterable<Row<ObjectKey, Long>> rows, AtomicInteger read) {
        return () -> {
            Iterator<Row<ObjectKey, Long>> inner = rows.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return inner.hasNext();
                }

                @Override
                public Row<ObjectKey, Long> next() {
                    read.incrementAndGet();
                    return inner.next();
                }
            };
        };
    }
}
