package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.CreateTableInput;
import cloudjar.api.dynamodb.DescribeExportInput;
import cloudjar.api.dynamodb.DescribeExportOutput;
import cloudjar.api.dynamodb.DescribeImportInput;
import cloudjar.api.dynamodb.DescribeImportOutput;
import cloudjar.api.dynamodb.ExportDescription;
import cloudjar.api.dynamodb.ExportFormat;
import cloudjar.api.dynamodb.ExportStatus;
import cloudjar.api.dynamodb.ExportSummary;
import cloudjar.api.dynamodb.ExportTableToPointInTimeInput;
import cloudjar.api.dynamodb.ExportTableToPointInTimeOutput;
import cloudjar.api.dynamodb.ExportType;
import cloudjar.api.dynamodb.ImportStatus;
import cloudjar.api.dynamodb.ImportSummary;
import cloudjar.api.dynamodb.ImportTableDescription;
import cloudjar.api.dynamodb.ImportTableInput;
import cloudjar.api.dynamodb.ImportTableOutput;
import cloudjar.api.dynamodb.InputFormat;
import cloudjar.api.dynamodb.ListExportsInput;
import cloudjar.api.dynamodb.ListExportsOutput;
import cloudjar.api.dynamodb.ListImportsInput;
import cloudjar.api.dynamodb.ListImportsOutput;
import cloudjar.api.dynamodb.S3SseAlgorithm;
import cloudjar.api.dynamodb.TableCreationParameters;
import cloudjar.api.dynamodb.TableStatus;
import cloudjar.api.dynamodb.Transfers;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tables that are written to S3, and made of what lies there: asked for here, done by {@link ExportJob} and {@link ImportJob}. */
final class TransferOperations implements Transfers {
    private final LimitProfile limits;
    private final TableLife life;
    private final TableKey key;

    TransferOperations(LimitProfile limits, TableLife life, TableKey key) {
        this.key = key;
        this.limits = limits;
        this.life = life;
    }

    @Override
    public ExportTableToPointInTimeOutput exportTableToPointInTime(ExportTableToPointInTimeInput in, Call call) {
        boolean incremental = ExportType.INCREMENTAL_EXPORT.equals(in.exportType());
        if (!incremental && in.incrementalExportSpecification() != null) {
            throw TransferErrors.superfluousWindow();
        }
        String request = Fingerprint.of(List.of(in));
        String id = BackupLookup.id(call.time(), call.world().ids().hex(8));
        return call.write(tx -> {
            DynamoTable table = BackupLookup.table(tx, call, TableName.of(in.tableArn()));
            TableExport again = repeated(tx, call, in.clientToken(), request);
            if (again != null) {
                return described(again.description());
            }
            Recovery recovery = TableHistory.recovery(tx, call.scope(), table)
                    .orElseThrow(() -> BackupErrors.recoveryOff(table.name()));
            ExportDescription.Builder begun = begun(in, call, table, id);
            if (incremental) {
                ExportWindow window = ExportWindow.of(in.incrementalExportSpecification(), recovery, call.time());
                begun.exportType(ExportType.INCREMENTAL_EXPORT).incrementalExportSpecification(window.described());
            } else {
                begun.exportType(ExportType.FULL_EXPORT).exportTime(exportTime(recovery, in.exportTime(), call.time()));
            }
            TableExport export = new TableExport(id, request, begun.build());
            DynamoDbTables.EXPORTS.in(call.scope()).put(tx, id, export);
            tx.at(call.time(), ExportJob.timer(call.scope(), id));
            return described(export.description());
        });
    }

    private static ExportTableToPointInTimeOutput described(ExportDescription description) {
        return ExportTableToPointInTimeOutput.builder()
                .exportDescription(description)
                .build();
    }

    private static @Nullable TableExport repeated(
            Snapshot snapshot, Call call, @Nullable String token, String request) {
        if (token == null) {
            return null;
        }
        for (Row<String, TableExport> row :
                DynamoDbTables.EXPORTS.in(call.scope()).rows(snapshot)) {
            if (token.equals(row.value().description().clientToken())) {
                if (!row.value().request().equals(request)) {
                    throw TransferErrors.exportConflict();
                }
                return row.value();
            }
        }
        return null;
    }

    private static Instant exportTime(Recovery recovery, @Nullable Instant wanted, Instant now) {
        if (wanted == null) {
            return now;
        }
        Instant earliest = recovery.earliest(now);
        if (wanted.isBefore(Instant.ofEpochSecond(earliest.getEpochSecond())) || wanted.isAfter(now)) {
            throw TransferErrors.exportTime(earliest, now);
        }
        return wanted;
    }

    private static ExportDescription.Builder begun(
            ExportTableToPointInTimeInput in, Call call, DynamoTable table, String id) {
        return ExportDescription.builder()
                .exportArn(table.arn() + "/export/" + id)
                .exportStatus(ExportStatus.IN_PROGRESS)
                .startTime(call.time())
                .tableArn(table.arn())
                .tableId(table.id())
                .clientToken(in.clientToken())
                .s3Bucket(in.s3Bucket())
                .s3BucketOwner(in.s3BucketOwner())
                .s3Prefix(in.s3Prefix())
                .s3SseAlgorithm(in.s3SseAlgorithm() == null ? S3SseAlgorithm.AES256 : in.s3SseAlgorithm())
                .s3SseKmsKeyId(in.s3SseKmsKeyId())
                .exportFormat(in.exportFormat() == null ? ExportFormat.DYNAMODB_JSON : in.exportFormat());
    }

    @Override
    public DescribeExportOutput describeExport(DescribeExportInput in, Call call) {
        String id = in.exportArn().substring(in.exportArn().lastIndexOf('/') + 1);
        TableExport export = call.read(
                        snapshot -> DynamoDbTables.EXPORTS.in(call.scope()).get(snapshot, id))
                .filter(found -> in.exportArn().equals(found.description().exportArn()))
                .orElseThrow(() -> TransferErrors.exportNotFound(in.exportArn()));
        return DescribeExportOutput.builder()
                .exportDescription(export.description())
                .build();
    }

    @Override
    public ListExportsOutput listExports(ListExportsInput in, Call call) {
        int most = (int) DynamoDbLimits.TRANSFERS_PAGE.current();
        int limit = in.maxResults() == null ? most : Math.min(most, in.maxResults());
        Range range = in.nextToken() == null ? Range.all() : Range.all().after(Key.of(in.nextToken()));
        List<TableExport> found = call.read(snapshot -> {
            List<TableExport> page = new ArrayList<>();
            for (Row<String, TableExport> row :
                    DynamoDbTables.EXPORTS.in(call.scope()).rows(snapshot, range)) {
                boolean wanted = in.tableArn() == null
                        || in.tableArn().equals(row.value().description().tableArn());
                if (wanted && page.size() <= limit) {
                    page.add(row.value());
                }
            }
            return page;
        });
        String next = found.size() > limit ? found.get(limit - 1).id() : null;
        return ListExportsOutput.builder()
                .exportSummaries(found.stream()
                        .limit(limit)
                        .map(export -> ExportSummary.builder()
                                .exportArn(export.description().exportArn())
                                .exportStatus(export.description().exportStatus())
                                .exportType(export.description().exportType())
                                .build())
                        .toList())
                .nextToken(next)
                .build();
    }

    @Override
    public ImportTableOutput importTable(ImportTableInput in, Call call) {
        if (in.inputFormatOptions() != null && !InputFormat.CSV.equals(in.inputFormat())) {
            throw TransferErrors.options();
        }
        String request = Fingerprint.of(List.of(in));
        ImportTableDescription again = call.read(snapshot -> begun(snapshot, call, in.clientToken(), request));
        if (again != null) {
            return described(again);
        }
        CreateTableInput wanted = wanted(in.tableCreationParameters());
        TableDefinition definition = new TableDefinition(wanted, limits);
        definition.check();
        DynamoTable defined = definition.table(call, call.world().ids().uuid());
        String wantedKey = key.wanted(wanted.sseSpecification(), call);
        KeyClaim claim = TableKey.isOwn(wanted.sseSpecification())
                ? key.claim(Objects.requireNonNull(wantedKey), defined.name(), call)
                : null;
        DynamoTable table = defined.described(TableKey.with(wantedKey, defined.description()))
                .sealedBy(TableKey.seal(claim));
        String id = BackupLookup.id(call.time(), call.world().ids().hex(8));
        return key.orRetired(
                claim == null ? List.of() : List.of(claim),
                call,
                () -> call.write(tx -> {
                    life.create(tx, call.scope(), table, call.time());
                    DynamoDbTables.TABLES.in(call.scope()).put(tx, table.name(), table.passing(TableStatus.CREATING));
                    KeyWatch.begin(tx, call.scope(), table, claim, call.time());
                    TableImport begun = new TableImport(id, request, begun(in, call, table, id));
                    DynamoDbTables.IMPORTS.in(call.scope()).put(tx, id, begun);
                    tx.at(call.time(), ImportJob.timer(call.scope(), id));
                    return described(begun.description());
                }));
    }

    /** What was begun by the same request before; null where there is none. */
    private static @Nullable ImportTableDescription begun(
            Snapshot snapshot, Call call, @Nullable String token, String request) {
        for (Row<String, TableImport> row :
                DynamoDbTables.IMPORTS.in(call.scope()).rows(snapshot)) {
            if (token != null && token.equals(row.value().description().clientToken())) {
                if (!row.value().request().equals(request)) {
                    throw TransferErrors.importConflict();
                }
                return row.value().description();
            }
        }
        return null;
    }

    private static ImportTableOutput described(ImportTableDescription description) {
        return ImportTableOutput.builder().importTableDescription(description).build();
    }

    private static CreateTableInput wanted(TableCreationParameters parameters) {
        return CreateTableInput.builder()
                .tableName(parameters.tableName())
                .attributeDefinitions(parameters.attributeDefinitions())
                .keySchema(parameters.keySchema())
                .billingMode(parameters.billingMode())
                .provisionedThroughput(parameters.provisionedThroughput())
                .onDemandThroughput(parameters.onDemandThroughput())
                .sseSpecification(parameters.sseSpecification())
                .globalSecondaryIndexes(
                        parameters.hasGlobalSecondaryIndexes() ? parameters.globalSecondaryIndexes() : null)
                .build();
    }

    private static ImportTableDescription begun(ImportTableInput in, Call call, DynamoTable table, String id) {
        return ImportTableDescription.builder()
                .importArn(table.arn() + "/import/" + id)
                .importStatus(ImportStatus.IN_PROGRESS)
                .tableArn(table.arn())
                .tableId(table.id())
                .clientToken(in.clientToken())
                .s3BucketSource(in.s3BucketSource())
                .inputFormat(in.inputFormat())
                .inputFormatOptions(in.inputFormatOptions())
                .inputCompressionType(in.inputCompressionType())
                .tableCreationParameters(in.tableCreationParameters())
                .startTime(call.time())
                .build();
    }

    @Override
    public DescribeImportOutput describeImport(DescribeImportInput in, Call call) {
        String id = in.importArn().substring(in.importArn().lastIndexOf('/') + 1);
        TableImport found = call.read(
                        snapshot -> DynamoDbTables.IMPORTS.in(call.scope()).get(snapshot, id))
                .filter(job -> in.importArn().equals(job.description().importArn()))
                .orElseThrow(() -> TransferErrors.importNotFound(in.importArn()));
        return DescribeImportOutput.builder()
                .importTableDescription(found.description())
                .build();
    }

    @Override
    public ListImportsOutput listImports(ListImportsInput in, Call call) {
        int most = (int) DynamoDbLimits.TRANSFERS_PAGE.current();
        int limit = in.pageSize() == null ? most : Math.min(most, in.pageSize());
        Range range = in.nextToken() == null ? Range.all() : Range.all().after(Key.of(in.nextToken()));
        List<TableImport> found = call.read(snapshot -> {
            List<TableImport> page = new ArrayList<>();
            for (Row<String, TableImport> row :
                    DynamoDbTables.IMPORTS.in(call.scope()).rows(snapshot, range)) {
                boolean wanted = in.tableArn() == null
                        || Objects.equals(
                                in.tableArn(), row.value().description().tableArn());
                if (wanted && page.size() <= limit) {
                    page.add(row.value());
                }
            }
            return page;
        });
        String next = found.size() > limit ? found.get(limit - 1).id() : null;
        return ListImportsOutput.builder()
                .importSummaryList(found.stream()
                        .limit(limit)
                        .map(job -> summary(job.description()))
                        .toList())
                .nextToken(next)
                .build();
    }

    private static ImportSummary summary(ImportTableDescription description) {
        return ImportSummary.builder()
                .importArn(description.importArn())
                .importStatus(description.importStatus())
                .tableArn(description.tableArn())
                .s3BucketSource(description.s3BucketSource())
                .inputFormat(description.inputFormat())
                .startTime(description.startTime())
                .endTime(description.endTime())
                .build();
    }
}
