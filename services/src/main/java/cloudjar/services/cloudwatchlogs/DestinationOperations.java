package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.DeleteDestinationRequest;
import cloudjar.api.cloudwatchlogs.DeleteDestinationResponse;
import cloudjar.api.cloudwatchlogs.DescribeDestinationsRequest;
import cloudjar.api.cloudwatchlogs.DescribeDestinationsResponse;
import cloudjar.api.cloudwatchlogs.Destination;
import cloudjar.api.cloudwatchlogs.Destinations;
import cloudjar.api.cloudwatchlogs.PutDestinationPolicyRequest;
import cloudjar.api.cloudwatchlogs.PutDestinationPolicyResponse;
import cloudjar.api.cloudwatchlogs.PutDestinationRequest;
import cloudjar.api.cloudwatchlogs.PutDestinationResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import java.util.Objects;

/** Destinations: what subscription filters of other accounts write to. */
final class DestinationOperations implements Destinations {
    private final LimitProfile limits;

    DestinationOperations(LimitProfile limits) {
        this.limits = limits;
    }

    private static ApiException unknown() {
        return LogsErrors.notFound("The specified destination does not exist.");
    }

    @Override
    public PutDestinationResponse putDestination(PutDestinationRequest in, Call call) {
        Tags.check(in.tags(), limits);
        LogsTables tables = LogsTables.of(call);
        String arn = call.arn("logs", "destination:" + in.destinationName()).toString();
        Destination put = call.write(tx -> {
            Destination before =
                    tables.destinations.get(tx, in.destinationName()).orElse(null);
            Destination destination = Destination.builder()
                    .destinationName(in.destinationName())
                    .targetArn(in.targetArn())
                    .roleArn(in.roleArn())
                    .accessPolicy(before == null ? null : before.accessPolicy())
                    .arn(arn)
                    .creationTime(before == null ? Long.valueOf(call.time().toEpochMilli()) : before.creationTime())
                    .build();
            tables.destinations.put(tx, in.destinationName(), destination);
            if (before == null) {
                tables.tags.put(tx, arn, new ResourceTags(in.tags()));
            }
            return destination;
        });
        return PutDestinationResponse.builder().destination(put).build();
    }

    @Override
    public PutDestinationPolicyResponse putDestinationPolicy(PutDestinationPolicyRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        boolean unused = call.write(tx -> {
            Destination destination =
                    tables.destinations.get(tx, in.destinationName()).orElseThrow(DestinationOperations::unknown);
            tables.destinations.put(
                    tx,
                    in.destinationName(),
                    destination.toBuilder().accessPolicy(in.accessPolicy()).build());
            return true;
        });
        return PutDestinationPolicyResponse.of();
    }

    @Override
    public DeleteDestinationResponse deleteDestination(DeleteDestinationRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        boolean unused = call.write(tx -> {
            Destination destination =
                    tables.destinations.get(tx, in.destinationName()).orElseThrow(DestinationOperations::unknown);
            tables.tags.delete(tx, Objects.requireNonNull(destination.arn()));
            return tables.destinations.delete(tx, in.destinationName());
        });
        return DeleteDestinationResponse.of();
    }

    @Override
    public DescribeDestinationsResponse describeDestinations(DescribeDestinationsRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        Page<Destination> page = call.read(snapshot -> Paging.page(() -> tables.destinations.page(
                        snapshot,
                        Range.all(),
                        Paging.limit(in.limit()),
                        in.nextToken(),
                        "DescribeDestinations " + in.destinationNamePrefix(),
                        row -> Paging.begins(row.key(), in.destinationNamePrefix())))
                .map(Row::value));
        return DescribeDestinationsResponse.builder()
                .destinations(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
