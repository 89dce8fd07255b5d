package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.CsvOptions;
import cloudjar.api.dynamodb.ImportStatus;
import cloudjar.api.dynamodb.ImportTableDescription;
import cloudjar.api.dynamodb.InputCompressionType;
import cloudjar.api.dynamodb.InputFormat;
import cloudjar.api.dynamodb.S3BucketSource;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.world.World;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the objects of a bucket into a new table, line by line; what is no item of the table is counted and left out. */
record ImportJob(Cloud cloud, Unsealing unsealing) {
    static final String TIMER = "dynamodb.import";

    /** Items that one transaction puts at most. */
    private static final int BATCH_MAX = 500;

    static Timer timer(Scope scope, String id) {
        return Timer.of(TIMER, scope.account() + "/" + scope.region() + "/" + id);
    }

    void fire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", -1);
        Scope scope = new Scope(parts[0], parts[1]);
        Optional<TableImport> job =
                world.store().read(snapshot -> DynamoDbTables.IMPORTS.in(scope).get(snapshot, parts[2]));
        if (job.isEmpty()
                || !ImportStatus.IN_PROGRESS.equals(job.get().description().importStatus())) {
            return;
        }
        ImportTableDescription description = job.get().description();
        ImportTableDescription done = new Run(world, scope, description, due).run();
        world.store().write(tx -> {
            DynamoDbTables.TABLES_BY_ID
                    .in(scope)
                    .get(tx, Objects.requireNonNull(description.tableId()))
                    .ifPresent(table -> DynamoDbTables.TABLES.in(scope).put(tx, table.name(), table.passing(null)));
            DynamoDbTables.IMPORTS.in(scope).put(tx, parts[2], job.get().as(done));
            return null;
        });
    }

    /** One run over the objects. */
    private final class Run {
        private final World world;
        private final Scope scope;
        private final ImportTableDescription description;
        private final Instant now;
        private final List<Map<String, AttributeValue>> batch = new ArrayList<>();
        private long processed;
        private long imported;
        private long bytes;
        private @Nullable List<String> header;

        Run(World world, Scope scope, ImportTableDescription description, Instant now) {
            this.world = world;
            this.scope = scope;
            this.description = description;
            this.now = now;
        }

        ImportTableDescription run() {
            ImportTableDescription.Builder done = description.toBuilder().endTime(now);
            try {
                S3BucketSource source = Objects.requireNonNull(description.s3BucketSource());
                TransferFiles files = TransferFiles.of(cloud, world, scope, now, source.s3Bucket());
                for (String key : files.keys(source.s3KeyPrefix() == null ? "" : source.s3KeyPrefix())) {
                    header = headers();
                    files.read(key, this::lines);
                }
                flush();
                done.importStatus(ImportStatus.COMPLETED);
            } catch (ApiException e) {
                done.importStatus(ImportStatus.FAILED)
                        .failureCode("S3" + e.code())
                        .failureMessage(e.getMessage());
            } catch (UncheckedIOException | MalformedInputException e) {
                done.importStatus(ImportStatus.FAILED)
                        .failureCode("S3ReadFailure")
                        .failureMessage(String.valueOf(e.getMessage()));
            }
            return done.processedItemCount(processed)
                    .importedItemCount(imported)
                    .errorCount(processed - imported)
                    .processedSizeBytes(bytes)
                    .build();
        }

        private @Nullable List<String> headers() {
            CsvOptions csv = csv();
            return csv == null || !csv.hasHeaderList() ? null : csv.headerList();
        }

        private @Nullable CsvOptions csv() {
            return description.inputFormatOptions() == null
                    ? null
                    : description.inputFormatOptions().csv();
        }

        private void lines(InputStream content) throws IOException {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(unpacked(content), StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                bytes += line.length() + 1;
                if (!line.isBlank()) {
                    line(line);
                }
            }
        }

        private InputStream unpacked(InputStream content) throws IOException {
            String compression = description.inputCompressionType();
            if (InputCompressionType.GZIP.equals(compression)) {
                return new GZIPInputStream(content);
            }
            return InputCompressionType.ZSTD.equals(compression) ? new ZstdInputStream(content) : content;
        }

        private void line(String line) {
            if (InputFormat.ION.equals(description.inputFormat())) {
                take(ItemIonReader.item(line));
                return;
            }
            if (!InputFormat.CSV.equals(description.inputFormat())) {
                take(ItemJsonReader.item(line));
                return;
            }
            CsvOptions csv = csv();
            String delimiter = csv == null || csv.delimiter() == null ? "," : csv.delimiter();
            List<String> values = new CsvReader(delimiter.charAt(0)).values(line);
            List<String> names = header;
            if (names == null) {
                header = values;
            } else {
                take(named(names, values));
            }
        }

        /** Values of keys have the keys' types, all others are strings; an empty value is none. */
        private Optional<Map<String, AttributeValue>> named(List<String> names, List<String> values) {
            if (values.size() > names.size()) {
                return Optional.empty();
            }
            Map<String, AttributeValue> item = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                if (!values.get(i).isEmpty()) {
                    item.put(names.get(i), typed(names.get(i), values.get(i)));
                }
            }
            return Optional.of(item);
        }

        private AttributeValue typed(String name, String value) {
            boolean number =
                    Objects.requireNonNull(description.tableCreationParameters()).attributeDefinitions().stream()
                            .anyMatch(definition -> definition.attributeName().equals(name)
                                    && definition.attributeType().equals("N"));
            AttributeValue.Builder typed = AttributeValue.builder();
            return (number ? typed.n(value) : typed.s(value)).build();
        }

        private void take(Optional<Map<String, AttributeValue>> item) {
            processed++;
            item.ifPresent(batch::add);
            if (batch.size() >= BATCH_MAX) {
                flush();
            }
        }

        private void flush() {
            List<Map<String, AttributeValue>> items = List.copyOf(batch);
            batch.clear();
            Call own = OwnCall.of(world, scope, now);
            imported += unsealing.write(own, tx -> {
                DynamoTable table = DynamoDbTables.TABLES_BY_ID
                        .in(scope)
                        .get(tx, Objects.requireNonNull(description.tableId()))
                        .orElse(null);
                long put = 0;
                if (table != null) {
                    TableItems into = new TableItems(tx, own, scope, table);
                    for (Map<String, AttributeValue> item : items) {
                        put += put(into, table, item) ? 1 : 0;
                    }
                }
                return put;
            });
        }

        private boolean put(TableItems into, DynamoTable table, Map<String, AttributeValue> item) {
            try {
                StoredItem stored = ItemWriter.write(item);
                ItemKey key = table.keys().ofItem(table.id(), item);
                IndexKeys.check(table, item);
                into.replace(key, into.get(key), stored);
                return true;
            } catch (ApiException e) {
                return false;
            }
        }
    }
}
