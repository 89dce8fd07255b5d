package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.DeleteMetricStreamInput;
import cloudjar.api.cloudwatch.DeleteMetricStreamOutput;
import cloudjar.api.cloudwatch.GetMetricStreamInput;
import cloudjar.api.cloudwatch.GetMetricStreamOutput;
import cloudjar.api.cloudwatch.ListMetricStreamsInput;
import cloudjar.api.cloudwatch.ListMetricStreamsOutput;
import cloudjar.api.cloudwatch.MetricStreamEntry;
import cloudjar.api.cloudwatch.MetricStreams;
import cloudjar.api.cloudwatch.PutMetricStreamInput;
import cloudjar.api.cloudwatch.PutMetricStreamOutput;
import cloudjar.api.cloudwatch.StartMetricStreamsInput;
import cloudjar.api.cloudwatch.StartMetricStreamsOutput;
import cloudjar.api.cloudwatch.StopMetricStreamsInput;
import cloudjar.api.cloudwatch.StopMetricStreamsOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import java.util.List;
import java.util.Objects;

/** Metric streams; what flows in them is {@link MetricStreamFlow}'s. */
final class MetricStreamOperations implements MetricStreams {
    private static final int LISTED_MAX = 500;

    private final LimitProfile limits;

    MetricStreamOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public PutMetricStreamOutput putMetricStream(PutMetricStreamInput in, Call call) {
        if (!in.includeFilters().isEmpty() && !in.excludeFilters().isEmpty()) {
            throw CloudWatchErrors.exclusive("IncludeFilters", "ExcludeFilters");
        }
        CloudWatchTables tables = CloudWatchTables.of(call);
        String arn = call.arn("cloudwatch", "metric-stream/" + in.name()).toString();
        boolean unused = call.write(tx -> {
            GetMetricStreamOutput before = tables.streams.get(tx, in.name()).orElse(null);
            tables.streams.put(
                    tx,
                    in.name(),
                    GetMetricStreamOutput.builder()
                            .arn(arn)
                            .name(in.name())
                            .includeFilters(in.includeFilters().isEmpty() ? null : in.includeFilters())
                            .excludeFilters(in.excludeFilters().isEmpty() ? null : in.excludeFilters())
                            .firehoseArn(in.firehoseArn())
                            .roleArn(in.roleArn())
                            .outputFormat(in.outputFormat())
                            .statisticsConfigurations(
                                    in.statisticsConfigurations().isEmpty() ? null : in.statisticsConfigurations())
                            .includeLinkedAccountsMetrics(
                                    Objects.requireNonNullElse(in.includeLinkedAccountsMetrics(), false))
                            .state(before == null ? "running" : before.state())
                            .creationDate(before == null ? call.time() : before.creationDate())
                            .lastUpdateDate(call.time())
                            .build());
            if (before == null) {
                Tags.set(tx, tables, arn, in.tags(), limits);
            }
            tx.at(MetricStreamFlow.next(call.time()), MetricStreamFlow.timer(call));
            return true;
        });
        return PutMetricStreamOutput.builder().arn(arn).build();
    }

    @Override
    public GetMetricStreamOutput getMetricStream(GetMetricStreamInput in, Call call) {
        return call.read(snapshot -> CloudWatchTables.of(call)
                .streams
                .get(snapshot, in.name())
                .orElseThrow(() -> CloudWatchErrors.notFound("metric-stream", in.name())));
    }

    @Override
    public ListMetricStreamsOutput listMetricStreams(ListMetricStreamsInput in, Call call) {
        int most = Objects.requireNonNullElse(in.maxResults(), LISTED_MAX);
        try {
            Page<MetricStreamEntry> page = call.read(snapshot -> CloudWatchTables.of(call)
                            .streams
                            .page(snapshot, Range.all(), most, in.nextToken(), "ListMetricStreams"))
                    .map(row -> MetricStreamEntry.builder()
                            .arn(row.value().arn())
                            .name(row.key())
                            .creationDate(row.value().creationDate())
                            .lastUpdateDate(row.value().lastUpdateDate())
                            .firehoseArn(row.value().firehoseArn())
                            .state(row.value().state())
                            .outputFormat(row.value().outputFormat())
                            .build());
            return ListMetricStreamsOutput.builder()
                    .entries(page.items())
                    .nextToken(page.next().orElse(null))
                    .build();
        } catch (InvalidPageTokenException e) {
            throw CloudWatchErrors.token();
        }
    }

    @Override
    public DeleteMetricStreamOutput deleteMetricStream(DeleteMetricStreamInput in, Call call) {
        CloudWatchTables tables = CloudWatchTables.of(call);
        boolean unused = call.write(tx -> {
            tables.tags.delete(
                    tx, call.arn("cloudwatch", "metric-stream/" + in.name()).toString());
            return tables.streams.delete(tx, in.name());
        });
        return DeleteMetricStreamOutput.of();
    }

    @Override
    public StartMetricStreamsOutput startMetricStreams(StartMetricStreamsInput in, Call call) {
        set(in.names(), "running", call);
        return StartMetricStreamsOutput.of();
    }

    @Override
    public StopMetricStreamsOutput stopMetricStreams(StopMetricStreamsInput in, Call call) {
        set(in.names(), "stopped", call);
        return StopMetricStreamsOutput.of();
    }

    private static void set(List<String> names, String state, Call call) {
        CloudWatchTables tables = CloudWatchTables.of(call);
        boolean unused = call.write(tx -> {
            for (String name : names) {
                GetMetricStreamOutput stream = tables.streams
                        .get(tx, name)
                        .orElseThrow(() -> CloudWatchErrors.value("The metric stream " + name + " does not exist."));
                tables.streams.put(
                        tx,
                        name,
                        stream.toBuilder()
                                .state(state)
                                .lastUpdateDate(call.time())
                                .build());
            }
            tx.at(MetricStreamFlow.next(call.time()), MetricStreamFlow.timer(call));
            return true;
        });
    }
}
