package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ExportDescription;
import cloudjar.api.dynamodb.ExportFormat;
import cloudjar.api.dynamodb.ExportStatus;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.world.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the items of a table as they were at a time, or what became of them between two, into a bucket: files of data, then the
 * manifests that list them.
 */
record ExportJob(Cloud cloud, Unsealing unsealing) {
    static final String TIMER = "dynamodb.export";

    /** Where a file ends and the next begins, before it is compressed. */
    private static final int FILE_SIZE = 16 << 20;

    /** What is exported of a table, which has these keys. */
    private record Content(KeySchema keys, List<ExportedItem> items) {
        /** Of a table that is gone. */
        static final Content NONE = new Content(new KeySchema(new KeyAttribute("", "S"), null), List.of());
    }

    static Timer timer(Scope scope, String id) {
        return Timer.of(TIMER, scope.account() + "/" + scope.region() + "/" + id);
    }

    void fire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", -1);
        Scope scope = new Scope(parts[0], parts[1]);
        Optional<TableExport> export =
                world.store().read(snapshot -> DynamoDbTables.EXPORTS.in(scope).get(snapshot, parts[2]));
        if (export.isEmpty()
                || !ExportStatus.IN_PROGRESS.equals(export.get().description().exportStatus())) {
            return;
        }
        ExportDescription done = run(world, scope, export.get(), due);
        world.store().write(tx -> {
            DynamoDbTables.EXPORTS.in(scope).put(tx, parts[2], export.get().as(done));
            return null;
        });
    }

    private ExportDescription run(World world, Scope scope, TableExport export, Instant now) {
        ExportDescription description = export.description();
        try {
            Call own = OwnCall.of(world, scope, now);
            Content content = unsealing.read(own, snapshot -> DynamoDbTables.TABLES_BY_ID
                    .in(scope)
                    .get(snapshot, Objects.requireNonNull(description.tableId()))
                    .map(table -> new Content(table.keys(), items(snapshot, own, table, description)))
                    .orElse(Content.NONE));
            String bucket = Objects.requireNonNull(description.s3Bucket());
            TransferFiles files = TransferFiles.of(cloud, world, scope, now, bucket);
            return written(files, export, content, now);
        } catch (ApiException e) {
            return description.toBuilder()
                    .exportStatus(ExportStatus.FAILED)
                    .failureCode("S3" + e.code())
                    .failureMessage(e.getMessage())
                    .endTime(now)
                    .build();
        }
    }

    private static List<ExportedItem> items(
            Snapshot snapshot, Call own, DynamoTable table, ExportDescription description) {
        List<ExportedItem> found = new ArrayList<>();
        var incremental = description.incrementalExportSpecification();
        if (incremental == null) {
            Instant time = Objects.requireNonNull(description.exportTime());
            TableHistory.forEach(
                    snapshot,
                    own.scope(),
                    table,
                    time,
                    (key, item) -> found.add(new ExportedItem.Whole(Seals.open(own, item))));
        } else {
            TableHistory.forEachChange(snapshot, own, table, ExportWindow.of(incremental), found::add);
        }
        return found;
    }

    private static ExportDescription written(TransferFiles files, TableExport export, Content exported, Instant now) {
        List<ExportedItem> items = exported.items();
        ExportDescription description = export.description();
        String prefix = description.s3Prefix() == null ? "" : description.s3Prefix() + "/";
        String folder = prefix + "AWSDynamoDB/" + export.id() + "/";
        // Incremental exports into one place have their data in one folder.
        String data = description.incrementalExportSpecification() == null
                ? folder + "data/"
                : prefix + "AWSDynamoDB/data/" + export.id() + "-";
        files.put(folder + "_started", new byte[0]);
        StringBuilder manifest = new StringBuilder();
        long bytes = 0;
        int from = 0;
        int number = 0;
        while (from < items.size() || number == 0) {
            StringBuilder content = new StringBuilder();
            int to = from;
            while (to < items.size() && content.length() < FILE_SIZE) {
                content.append(line(description, exported.keys(), items.get(to)))
                        .append('\n');
                bytes += items.get(to).size();
                to++;
            }
            manifest.append(file(files, data, description, number, content.toString(), to - from));
            number++;
            from = to;
        }
        manifest(files, folder, "manifest-files", manifest.toString());
        ExportDescription done = description.toBuilder()
                .exportStatus(ExportStatus.COMPLETED)
                .exportManifest(folder + "manifest-summary.json")
                .endTime(now)
                .itemCount((long) items.size())
                .billedSizeBytes(bytes)
                .build();
        manifest(files, folder, "manifest-summary", new ExportManifest(done, folder).summary());
        return done;
    }

    private static String line(ExportDescription description, KeySchema keys, ExportedItem item) {
        return ExportFormat.ION.equals(description.exportFormat()) ? item.ion(keys) : item.json(keys);
    }

    private static String file(
            TransferFiles files, String start, ExportDescription description, int number, String content, int count) {
        String form = ExportFormat.ION.equals(description.exportFormat()) ? ".ion.gz" : ".json.gz";
        String key = start + String.format(Locale.ROOT, "%026d", number) + form;
        byte[] packed = packed(content);
        String etag = files.put(key, packed);
        return "{\"itemCount\":" + count + ",\"md5Checksum\":" + Json.quote(TransferFiles.checksum(packed))
                + ",\"etag\":" + Json.quote(etag) + ",\"dataFileS3Key\":" + Json.quote(key) + "}\n";
    }

    private static byte[] packed(String content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static void manifest(TransferFiles files, String folder, String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        files.put(folder + name + ".json", bytes);
        files.put(folder + name + ".md5", TransferFiles.checksum(bytes).getBytes(StandardCharsets.UTF_8));
    }
}
