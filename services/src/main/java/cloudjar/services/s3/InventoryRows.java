package cloudjar.services.s3;

import cloudjar.api.s3.InventoryConfiguration;
import cloudjar.api.s3.InventoryFilter;
import cloudjar.api.s3.InventoryIncludedObjectVersions;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Store;
import cloudjar.services.s3.S3Tables.ObjectKey;
import cloudjar.services.s3.S3Tables.VersionKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an inventory as comma-separated values, a portion of keys read at a time. Versions that are not the latest
 * and delete markers stand behind all latest versions. Used by one thread.
 */
final class InventoryRows {
    private static final int PORTION = 500;

    private final Store store;
    private final S3Bucket bucket;
    private final InventoryConfiguration inventory;
    private final boolean all;
    private final String prefix;
    private final Optional<LifecycleRules> rules;
    private @Nullable Key behind;
    private boolean objectsDone;
    private boolean done;
    private long length;

    InventoryRows(Store store, S3Bucket bucket, InventoryConfiguration inventory) {
        this.store = store;
        this.bucket = bucket;
        this.inventory = inventory;
        this.all = inventory.includedObjectVersions().equals(InventoryIncludedObjectVersions.ALL);
        InventoryFilter filter = inventory.filter();
        this.prefix = filter == null ? "" : filter.prefix();
        this.rules = store.read(snapshot -> Configuration.LIFECYCLE.find(snapshot, bucket));
    }

    /** The names of the columns. */
    static List<String> columns(InventoryConfiguration inventory) {
        List<String> columns = new ArrayList<>(List.of("Bucket", "Key"));
        if (inventory.includedObjectVersions().equals(InventoryIncludedObjectVersions.ALL)) {
            columns.addAll(List.of("VersionId", "IsLatest", "IsDeleteMarker"));
        }
        columns.addAll(inventory.optionalFields());
        return columns;
    }

    /** How many bytes of the compressed rows were read. */
    long length() {
        return length;
    }

    /** All rows, compressed, as they are read. */
    InputStream compressed() {
        try {
            return new Compressed();
        } catch (IOException e) {
            throw new UncheckedIOException("memory could not be written to", e);
        }
    }

    private String portion() {
        StringBuilder rows = new StringBuilder();
        store.read(snapshot -> {
            if (objectsDone) {
                versions(snapshot, rows);
            } else {
                objects(snapshot, rows);
            }
            return true;
        });
        return rows.toString();
    }

    private Range range() {
        Range range =
                Range.prefix(Key.of(bucket.name()).thenStringStarting(prefix)).limit(PORTION);
        return behind == null ? range : range.after(behind);
    }

    private void objects(Snapshot snapshot, StringBuilder rows) {
        List<Row<ObjectKey, StoredObject>> found =
                S3Tables.objects(bucket).rows(snapshot, range()).toList();
        for (Row<ObjectKey, StoredObject> row : found) {
            VersionId id = row.value().version();
            row(rows, row.key().key(), id == null ? "" : id.text(), true, row.value());
        }
        boolean last = found.size() < PORTION;
        behind = last ? null : S3Tables.objects(bucket).tuple(found.getLast().key());
        objectsDone = last;
        done = last && !all;
    }

    private void versions(Snapshot snapshot, StringBuilder rows) {
        List<Row<VersionKey, Version>> found =
                S3Tables.versions(bucket).rows(snapshot, range()).toList();
        for (Row<VersionKey, Version> row : found) {
            Version version = row.value();
            boolean shown = S3Tables.objects(bucket).contains(snapshot, new ObjectKey(bucket.name(), version.key()));
            boolean latest = !shown
                    && S3Tables.latestMarker(snapshot, bucket, version.key())
                            .filter(version.id()::equals)
                            .isPresent();
            row(
                    rows,
                    version.key(),
                    version.id().text(),
                    latest,
                    version.object().orElse(null));
        }
        boolean last = found.size() < PORTION;
        behind = last ? null : S3Tables.versions(bucket).tuple(found.getLast().key());
        done = last;
    }

    private void row(StringBuilder rows, String key, String versionId, boolean latest, @Nullable StoredObject object) {
        List<String> values = new ArrayList<>(List.of(bucket.name(), PercentCoding.encode(key)));
        if (all) {
            values.addAll(List.of(versionId, Boolean.toString(latest), Boolean.toString(object == null)));
        }
        InventoryField.Context context = new InventoryField.Context(bucket, key, latest, rules);
        for (String field : inventory.optionalFields()) {
            values.add(object == null ? "" : InventoryField.value(field, object, context));
        }
        for (int i = 0; i < values.size(); i++) {
            rows.append(i == 0 ? "\"" : ",\"")
                    .append(values.get(i).replace("\"", "\"\""))
                    .append('"');
        }
        rows.append('\n');
    }

    /** Compresses a portion whenever all of those before it were read. */
    private final class Compressed extends InputStream {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final GZIPOutputStream gzip;
        private byte[] ready = new byte[0];
        private int at;
        private boolean closed;

        Compressed() throws IOException {
            gzip = new GZIPOutputStream(out);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int size) throws IOException {
            while (at == ready.length) {
                if (!more()) {
                    return -1;
                }
            }
            int count = Math.min(size, ready.length - at);
            System.arraycopy(ready, at, target, offset, count);
            at += count;
            length += count;
            return count;
        }

        private boolean more() throws IOException {
            if (closed) {
                return false;
            }
            if (done) {
                gzip.close();
                closed = true;
            } else {
                gzip.write(portion().getBytes(StandardCharsets.UTF_8));
            }
            ready = out.toByteArray();
            out.reset();
            at = 0;
            return true;
        }
    }
}
