package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.AnomalyDetector;
import cloudjar.api.cloudwatch.AnomalyDetectorConfiguration;
import cloudjar.api.cloudwatch.AnomalyModels;
import cloudjar.api.cloudwatch.DeleteAnomalyDetectorInput;
import cloudjar.api.cloudwatch.DeleteAnomalyDetectorOutput;
import cloudjar.api.cloudwatch.DescribeAnomalyDetectorsInput;
import cloudjar.api.cloudwatch.DescribeAnomalyDetectorsOutput;
import cloudjar.api.cloudwatch.Dimension;
import cloudjar.api.cloudwatch.MetricMathAnomalyDetector;
import cloudjar.api.cloudwatch.PutAnomalyDetectorInput;
import cloudjar.api.cloudwatch.PutAnomalyDetectorOutput;
import cloudjar.api.cloudwatch.SingleMetricAnomalyDetector;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Detectors of anomalies: kept; bands are computed without them, in a simplified way. */
final class AnomalyOperations implements AnomalyModels {
    private static final int LISTED_MAX = 100;

    @Override
    public PutAnomalyDetectorOutput putAnomalyDetector(PutAnomalyDetectorInput in, Call call) {
        AnomalyDetector.Builder detector = AnomalyDetector.builder()
                .configuration(
                        Objects.requireNonNullElseGet(in.configuration(), () -> AnomalyDetectorConfiguration.builder()
                                .excludedTimeRanges(List.of())
                                .build()))
                .metricCharacteristics(in.metricCharacteristics())
                .stateValue("PENDING_TRAINING");
        SingleMetricAnomalyDetector single =
                single(in.singleMetricAnomalyDetector(), in.namespace(), in.metricName(), in.dimensions(), in.stat());
        MetricMathAnomalyDetector math = in.metricMathAnomalyDetector();
        if (math != null) {
            detector.metricMathAnomalyDetector(math);
        } else if (single != null) {
            detector.namespace(single.namespace())
                    .metricName(single.metricName())
                    .dimensions(single.dimensions())
                    .stat(single.stat())
                    .singleMetricAnomalyDetector(
                            single.toBuilder().accountId(call.account()).build());
        } else {
            throw CloudWatchErrors.missing(
                    "One of SingleMetricAnomalyDetector and MetricMathAnomalyDetector must be specified.");
        }
        boolean unused = call.write(tx -> {
            CloudWatchTables.of(call).anomalyDetectors.put(tx, key(single, math), detector.build());
            return true;
        });
        return PutAnomalyDetectorOutput.of();
    }

    private static @Nullable SingleMetricAnomalyDetector single(
            @Nullable SingleMetricAnomalyDetector given,
            @Nullable String namespace,
            @Nullable String metric,
            List<Dimension> dimensions,
            @Nullable String stat) {
        if (given != null || namespace == null || metric == null || stat == null) {
            return given;
        }
        return SingleMetricAnomalyDetector.builder()
                .namespace(namespace)
                .metricName(metric)
                .dimensions(dimensions)
                .stat(stat)
                .build();
    }

    private static String key(@Nullable SingleMetricAnomalyDetector single, @Nullable MetricMathAnomalyDetector math) {
        if (single == null) {
            return "math " + math;
        }
        MetricKey metric = MetricKey.of(
                Objects.requireNonNullElse(single.namespace(), ""),
                Objects.requireNonNullElse(single.metricName(), ""),
                single.dimensions());
        return "single " + metric + " " + single.stat();
    }

    @Override
    public DeleteAnomalyDetectorOutput deleteAnomalyDetector(DeleteAnomalyDetectorInput in, Call call) {
        SingleMetricAnomalyDetector single =
                single(in.singleMetricAnomalyDetector(), in.namespace(), in.metricName(), in.dimensions(), in.stat());
        String key = key(single, in.metricMathAnomalyDetector());
        boolean gone =
                call.write(tx -> CloudWatchTables.of(call).anomalyDetectors.delete(tx, key));
        if (!gone) {
            throw CloudWatchErrors.notFound("anomaly-detector", "");
        }
        return DeleteAnomalyDetectorOutput.of();
    }

    @Override
    public DescribeAnomalyDetectorsOutput describeAnomalyDetectors(DescribeAnomalyDetectorsInput in, Call call) {
        int most = Objects.requireNonNullElse(in.maxResults(), LISTED_MAX);
        boolean singles =
                in.anomalyDetectorTypes().isEmpty() || in.anomalyDetectorTypes().contains("SINGLE_METRIC");
        boolean maths = in.anomalyDetectorTypes().contains("METRIC_MATH");
        try {
            Page<AnomalyDetector> page = call.read(snapshot -> CloudWatchTables.of(call)
                            .anomalyDetectors
                            .page(
                                    snapshot,
                                    Range.all(),
                                    most,
                                    in.nextToken(),
                                    "DescribeAnomalyDetectors " + in.namespace() + in.metricName() + in.dimensions(),
                                    row -> (row.value().metricMathAnomalyDetector() == null ? singles : maths)
                                            && matches(row.value(), in)))
                    .map(Row::value);
            return DescribeAnomalyDetectorsOutput.builder()
                    .anomalyDetectors(page.items())
                    .nextToken(page.next().orElse(null))
                    .build();
        } catch (InvalidPageTokenException e) {
            throw CloudWatchErrors.token();
        }
    }

    private static boolean matches(AnomalyDetector detector, DescribeAnomalyDetectorsInput in) {
        return (in.namespace() == null || in.namespace().equals(detector.namespace()))
                && (in.metricName() == null || in.metricName().equals(detector.metricName()))
                && (in.dimensions().isEmpty() || in.dimensions().equals(detector.dimensions()));
    }
}
