package cloudjar.kernel.store.postgres;

import cloudjar.kernel.store.ByteReader;
import cloudjar.kernel.store.ByteWriter;
import cloudjar.kernel.store.Key;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Rows with long keys that share one row of the database: their keys and values in order. */
final class Bucket {
    private Bucket() {}

    static NavigableMap<Key, byte[]> decode(byte[] stored) {
        NavigableMap<Key, byte[]> rows = new TreeMap<>();
        ByteReader in = new ByteReader(stored);
        int count = in.readCount();
        for (int i = 0; i < count; i++) {
            Key key = Key.fromBytes(in.readBytes());
            rows.put(key, in.readBytes());
        }
        in.expectEnd();
        return rows;
    }

    static byte[] encode(NavigableMap<Key, byte[]> rows) {
        ByteWriter out = new ByteWriter();
        out.writeUnsigned(rows.size());
        rows.forEach((key, value) -> {
            out.writeBytes(key.toBytes());
            out.writeBytes(value);
        });
        return out.toBytes();
    }
}
