package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.AnomalyDetector;
import cloudjar.api.cloudwatchlogs.AnomalyDetectors;
import cloudjar.api.cloudwatchlogs.CreateLogAnomalyDetectorRequest;
import cloudjar.api.cloudwatchlogs.CreateLogAnomalyDetectorResponse;
import cloudjar.api.cloudwatchlogs.DeleteLogAnomalyDetectorRequest;
import cloudjar.api.cloudwatchlogs.DeleteLogAnomalyDetectorResponse;
import cloudjar.api.cloudwatchlogs.GetLogAnomalyDetectorRequest;
import cloudjar.api.cloudwatchlogs.GetLogAnomalyDetectorResponse;
import cloudjar.api.cloudwatchlogs.ListAnomaliesRequest;
import cloudjar.api.cloudwatchlogs.ListAnomaliesResponse;
import cloudjar.api.cloudwatchlogs.ListLogAnomalyDetectorsRequest;
import cloudjar.api.cloudwatchlogs.ListLogAnomalyDetectorsResponse;
import cloudjar.api.cloudwatchlogs.UpdateAnomalyRequest;
import cloudjar.api.cloudwatchlogs.UpdateAnomalyResponse;
import cloudjar.api.cloudwatchlogs.UpdateLogAnomalyDetectorRequest;
import cloudjar.api.cloudwatchlogs.UpdateLogAnomalyDetectorResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import java.util.List;
import java.util.Objects;

/** Detectors of anomalies: kept; they learn nothing and find none. */
final class AnomalyOperations implements AnomalyDetectors {
    private static final long VISIBLE_DAYS = 21;

    private final LimitProfile limits;

    AnomalyOperations(LimitProfile limits) {
        this.limits = limits;
    }

    private static ApiException unknown() {
        return LogsErrors.notFound("The specified anomaly detector does not exist.");
    }

    @Override
    public CreateLogAnomalyDetectorResponse createLogAnomalyDetector(CreateLogAnomalyDetectorRequest in, Call call) {
        Tags.check(in.tags(), limits);
        LogsTables tables = LogsTables.of(call);
        String arn = call.arn("logs", "anomaly-detector:" + call.world().ids().uuid())
                .toString();
        long now = call.time().toEpochMilli();
        AnomalyDetector detector = AnomalyDetector.builder()
                .anomalyDetectorArn(arn)
                .detectorName(in.detectorName())
                .logGroupArnList(in.logGroupArnList())
                .evaluationFrequency(Objects.requireNonNullElse(in.evaluationFrequency(), "FIFTEEN_MIN"))
                .filterPattern(in.filterPattern())
                .anomalyDetectorStatus("INITIALIZING")
                .kmsKeyId(in.kmsKeyId())
                .creationTimeStamp(now)
                .lastModifiedTimeStamp(now)
                .anomalyVisibilityTime(Objects.requireNonNullElse(in.anomalyVisibilityTime(), VISIBLE_DAYS))
                .build();
        boolean unused = call.write(tx -> {
            in.logGroupArnList().forEach(group -> tables.group(tx, GroupName.own(group, call)));
            tables.anomalyDetectors.put(tx, arn, detector);
            tables.tags.put(tx, arn, new ResourceTags(in.tags()));
            return true;
        });
        return CreateLogAnomalyDetectorResponse.builder()
                .anomalyDetectorArn(arn)
                .build();
    }

    @Override
    public UpdateLogAnomalyDetectorResponse updateLogAnomalyDetector(UpdateLogAnomalyDetectorRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        boolean unused = call.write(tx -> {
            AnomalyDetector before =
                    tables.anomalyDetectors.get(tx, in.anomalyDetectorArn()).orElseThrow(AnomalyOperations::unknown);
            AnomalyDetector.Builder after = before.toBuilder()
                    .anomalyDetectorStatus(in.enabled() ? "TRAINING" : "PAUSED")
                    .lastModifiedTimeStamp(call.time().toEpochMilli());
            if (in.evaluationFrequency() != null) {
                after.evaluationFrequency(in.evaluationFrequency());
            }
            if (in.filterPattern() != null) {
                after.filterPattern(in.filterPattern());
            }
            if (in.anomalyVisibilityTime() != null) {
                after.anomalyVisibilityTime(in.anomalyVisibilityTime());
            }
            tables.anomalyDetectors.put(tx, in.anomalyDetectorArn(), after.build());
            return true;
        });
        return UpdateLogAnomalyDetectorResponse.of();
    }

    @Override
    public DeleteLogAnomalyDetectorResponse deleteLogAnomalyDetector(DeleteLogAnomalyDetectorRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        boolean unused = call.write(tx -> {
            if (!tables.anomalyDetectors.delete(tx, in.anomalyDetectorArn())) {
                throw unknown();
            }
            return tables.tags.delete(tx, in.anomalyDetectorArn());
        });
        return DeleteLogAnomalyDetectorResponse.of();
    }

    @Override
    public GetLogAnomalyDetectorResponse getLogAnomalyDetector(GetLogAnomalyDetectorRequest in, Call call) {
        AnomalyDetector found = call.read(snapshot -> LogsTables.of(call)
                .anomalyDetectors
                .get(snapshot, in.anomalyDetectorArn())
                .orElseThrow(AnomalyOperations::unknown));
        return GetLogAnomalyDetectorResponse.builder()
                .detectorName(found.detectorName())
                .logGroupArnList(found.logGroupArnList())
                .evaluationFrequency(found.evaluationFrequency())
                .filterPattern(found.filterPattern())
                .anomalyDetectorStatus(found.anomalyDetectorStatus())
                .kmsKeyId(found.kmsKeyId())
                .creationTimeStamp(found.creationTimeStamp())
                .lastModifiedTimeStamp(found.lastModifiedTimeStamp())
                .anomalyVisibilityTime(found.anomalyVisibilityTime())
                .build();
    }

    @Override
    public ListLogAnomalyDetectorsResponse listLogAnomalyDetectors(ListLogAnomalyDetectorsRequest in, Call call) {
        String group = in.filterLogGroupArn();
        Page<AnomalyDetector> page = call.read(snapshot -> Paging.page(() -> LogsTables.of(call)
                        .anomalyDetectors
                        .page(
                                snapshot,
                                Range.all(),
                                Paging.limit(in.limit()),
                                in.nextToken(),
                                "ListLogAnomalyDetectors " + group,
                                row -> group == null
                                        || row.value().logGroupArnList().contains(group)))
                .map(Row::value));
        return ListLogAnomalyDetectorsResponse.builder()
                .anomalyDetectors(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    /** The anomalies that detectors have found, which is none. */
    @Override
    public ListAnomaliesResponse listAnomalies(ListAnomaliesRequest in, Call call) {
        String arn = in.anomalyDetectorArn();
        if (arn != null
                && !call.read(snapshot -> LogsTables.of(call).anomalyDetectors.contains(snapshot, arn))) {
            throw unknown();
        }
        if (in.nextToken() != null) {
            throw LogsErrors.token();
        }
        return ListAnomaliesResponse.builder().anomalies(List.of()).build();
    }

    @Override
    public UpdateAnomalyResponse updateAnomaly(UpdateAnomalyRequest in, Call call) {
        if (in.anomalyId() == null && in.patternId() == null) {
            throw LogsErrors.invalid("Either anomalyId or patternId must be specified.");
        }
        if (!call.read(snapshot -> LogsTables.of(call).anomalyDetectors.contains(snapshot, in.anomalyDetectorArn()))) {
            throw unknown();
        }
        throw LogsErrors.notFound("The specified anomaly does not exist.");
    }
}
