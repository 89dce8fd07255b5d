package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.CancelExportTaskRequest;
import cloudjar.api.cloudwatchlogs.CancelExportTaskResponse;
import cloudjar.api.cloudwatchlogs.CreateExportTaskRequest;
import cloudjar.api.cloudwatchlogs.CreateExportTaskResponse;
import cloudjar.api.cloudwatchlogs.DescribeExportTasksRequest;
import cloudjar.api.cloudwatchlogs.DescribeExportTasksResponse;
import cloudjar.api.cloudwatchlogs.ExportTask;
import cloudjar.api.cloudwatchlogs.ExportTaskExecutionInfo;
import cloudjar.api.cloudwatchlogs.ExportTaskStatus;
import cloudjar.api.cloudwatchlogs.ExportTasks;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Exports of events to S3: one at a time in an account and region, as AWS has it. */
final class ExportOperations implements ExportTasks {
    static final String PENDING = "PENDING";
    static final String RUNNING = "RUNNING";
    private static final Set<String> UNDERWAY = Set.of(PENDING, RUNNING);

    private final Exports exports;

    ExportOperations(Exports exports) {
        this.exports = exports;
    }

    @Override
    public CreateExportTaskResponse createExportTask(CreateExportTaskRequest in, Call call) {
        if (in.from() >= in.to()) {
            throw LogsErrors.invalid("from must be before to.");
        }
        LogsTables tables = LogsTables.of(call);
        Group group = call.read(snapshot -> tables.group(snapshot, in.logGroupName()));
        String prefix = Objects.requireNonNullElse(in.destinationPrefix(), "exportedlogs");
        exports.test(group, in.destination(), prefix, call);
        String id = call.world().ids().uuid();
        ExportTask task = ExportTask.builder()
                .taskId(id)
                .taskName(in.taskName())
                .logGroupName(group.name())
                .from(in.from())
                .to(in.to())
                .destination(in.destination())
                .destinationPrefix(prefix)
                .status_(ExportTaskStatus.builder().code_(PENDING).build())
                .executionInfo(ExportTaskExecutionInfo.builder()
                        .creationTime(call.time().toEpochMilli())
                        .build())
                .build();
        boolean unused = call.write(tx -> {
            List<ExportTask> tasks = tables.exports.rows(tx).values();
            if (tasks.stream().anyMatch(other -> UNDERWAY.contains(code(other)))) {
                throw LogsErrors.limit();
            }
            tables.exports.put(tx, id, task);
            tx.at(call.time(), Exports.timer(group, id, in.logStreamNamePrefix()));
            return true;
        });
        return CreateExportTaskResponse.builder().taskId(id).build();
    }

    static String code(ExportTask task) {
        return Objects.requireNonNull(Objects.requireNonNull(task.status_()).code_());
    }

    @Override
    public CancelExportTaskResponse cancelExportTask(CancelExportTaskRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        boolean unused = call.write(tx -> {
            ExportTask task = tables.exports
                    .get(tx, in.taskId())
                    .orElseThrow(() -> LogsErrors.notFound("The specified export task does not exist."));
            if (!UNDERWAY.contains(code(task))) {
                throw LogsErrors.operation("The specified export task has already finished.");
            }
            tables.exports.put(tx, in.taskId(), Exports.ended(task, "CANCELLED", null, call.time()));
            return true;
        });
        return CancelExportTaskResponse.of();
    }

    @Override
    public DescribeExportTasksResponse describeExportTasks(DescribeExportTasksRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        Page<ExportTask> page = call.read(snapshot -> Paging.page(() -> tables.exports.page(
                        snapshot,
                        Range.all(),
                        Paging.limit(in.limit()),
                        in.nextToken(),
                        "DescribeExportTasks " + in.taskId() + " " + in.statusCode(),
                        row -> (in.taskId() == null || row.key().equals(in.taskId()))
                                && (in.statusCode() == null || code(row.value()).equals(in.statusCode()))))
                .map(Row::value));
        return DescribeExportTasksResponse.builder()
                .exportTasks(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
