package cloudjar.services.applicationautoscaling;

import cloudjar.api.applicationautoscaling.CustomizedMetricSpecification;
import cloudjar.api.applicationautoscaling.PredefinedMetricSpecification;
import cloudjar.api.applicationautoscaling.TargetTrackingMetricDataQuery;
import cloudjar.api.applicationautoscaling.TargetTrackingMetricStat;
import cloudjar.api.applicationautoscaling.TargetTrackingScalingPolicyConfiguration;
import cloudjar.api.cloudwatch.Dimension;
import cloudjar.api.cloudwatch.Metric;
import cloudjar.api.cloudwatch.MetricDataQuery;
import cloudjar.api.cloudwatch.MetricStat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a target tracking policy looks at: one metric, or several that are computed with.
 *
 * @param metric null where there is math
 * @param statistic of the one metric
 * @param unit of the one metric
 * @param math empty where there is one metric
 */
record TrackedMetric(
        @Nullable Metric metric, String statistic, @Nullable String unit, List<MetricDataQuery> math) {
    /** Seconds. */
    static final int PERIOD = 60;

    /** What the configuration of a target's policy names; to be checked before. */
    static TrackedMetric of(TargetKey key, TargetTrackingScalingPolicyConfiguration configuration) {
        PredefinedMetricSpecification predefined = configuration.predefinedMetricSpecification();
        if (predefined != null) {
            return predefined(key, predefined);
        }
        CustomizedMetricSpecification custom =
                Objects.requireNonNull(configuration.customizedMetricSpecification(), "checked");
        if (!custom.metrics().isEmpty()) {
            return new TrackedMetric(
                    null,
                    "",
                    null,
                    custom.metrics().stream().map(TrackedMetric::query).toList());
        }
        List<Dimension> dimensions = custom.dimensions().stream()
                .map(dimension -> dimension(dimension.name(), dimension.value()))
                .toList();
        return new TrackedMetric(
                metric(Objects.requireNonNull(custom.namespace()), custom.metricName(), dimensions),
                Objects.requireNonNull(custom.statistic()),
                custom.unit(),
                List.of());
    }

    private static TrackedMetric predefined(TargetKey key, PredefinedMetricSpecification specification) {
        PredefinedMetric predefined =
                PredefinedMetric.of(specification.predefinedMetricType()).orElseThrow();
        List<Dimension> dimensions = new ArrayList<>();
        if (predefined == PredefinedMetric.BALANCER) {
            String label = Objects.requireNonNull(specification.resourceLabel());
            int group = label.indexOf("/targetgroup/");
            dimensions.add(dimension("LoadBalancer", label.substring(0, Math.max(0, group))));
            dimensions.add(dimension("TargetGroup", label.substring(group + 1)));
        } else {
            List<String> names = predefined.dimensions(key.scaled());
            List<String> values = key.scaled().names(key.resource());
            for (int i = 0; i < names.size(); i++) {
                dimensions.add(dimension(names.get(i), values.get(i)));
            }
            if (key.scaled() == ScaledDimension.LAMBDA_FUNCTION) {
                dimensions.set(1, dimension("Resource", values.get(0) + ":" + values.get(1)));
            } else if (key.scaled() == ScaledDimension.RDS_CLUSTER || key.scaled() == ScaledDimension.NEPTUNE_CLUSTER) {
                dimensions.add(dimension("Role", "READER"));
            }
        }
        return new TrackedMetric(
                metric(predefined.namespace(), predefined.metric(), dimensions),
                predefined.statistic(),
                null,
                List.of());
    }

    private static MetricDataQuery query(TargetTrackingMetricDataQuery query) {
        TargetTrackingMetricStat stat = query.metricStat();
        MetricDataQuery.Builder made = MetricDataQuery.builder()
                .id(query.id())
                .label(query.label())
                .returnData(Objects.requireNonNullElse(query.returnData(), true));
        if (stat == null) {
            return made.expression(query.expression()).build();
        }
        List<Dimension> dimensions = stat.metric().dimensions().stream()
                .map(dimension -> dimension(dimension.name(), dimension.value()))
                .toList();
        return made.metricStat(MetricStat.builder()
                        .metric(metric(stat.metric().namespace(), stat.metric().metricName(), dimensions))
                        .period(PERIOD)
                        .stat(stat.stat())
                        .unit(stat.unit())
                        .build())
                .build();
    }

    private static Metric metric(@Nullable String namespace, @Nullable String name, List<Dimension> dimensions) {
        return Metric.builder()
                .namespace(namespace)
                .metricName(name)
                .dimensions(dimensions)
                .build();
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    /** As GetMetricData takes it. */
    List<MetricDataQuery> queries() {
        return metric == null
                ? math
                : List.of(MetricDataQuery.builder()
                        .id("m1")
                        .metricStat(MetricStat.builder()
                                .metric(metric)
                                .period(PERIOD)
                                .stat(statistic)
                                .unit(unit)
                                .build())
                        .returnData(true)
                        .build());
    }
}
