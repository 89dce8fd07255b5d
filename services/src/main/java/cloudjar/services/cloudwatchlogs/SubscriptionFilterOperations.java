package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.DeleteSubscriptionFilterRequest;
import cloudjar.api.cloudwatchlogs.DeleteSubscriptionFilterResponse;
import cloudjar.api.cloudwatchlogs.DescribeSubscriptionFiltersRequest;
import cloudjar.api.cloudwatchlogs.DescribeSubscriptionFiltersResponse;
import cloudjar.api.cloudwatchlogs.PutSubscriptionFilterRequest;
import cloudjar.api.cloudwatchlogs.PutSubscriptionFilterResponse;
import cloudjar.api.cloudwatchlogs.SubscriptionFilters;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.cloudwatchlogs.LogsTables.PartKey;
import cloudjar.services.cloudwatchlogs.pattern.FilterPattern;
import java.util.Objects;

/** What can be done with subscription filters. */
final class SubscriptionFilterOperations implements SubscriptionFilters {
    private static final String BY_STREAM = "ByLogStream";

    private final LimitProfile limits;
    private final Receivers receivers;

    SubscriptionFilterOperations(LimitProfile limits, Receivers receivers) {
        this.limits = limits;
        this.receivers = receivers;
    }

    @Override
    public PutSubscriptionFilterResponse putSubscriptionFilter(PutSubscriptionFilterRequest in, Call call) {
        Arn destination = Arn.parse(in.destinationArn())
                .orElseThrow(() -> LogsErrors.invalid("destinationArn is not a valid ARN: " + in.destinationArn()));
        checkDestination(in, destination, call);
        FilterPattern pattern = Patterns.of(in.filterPattern());
        LogsTables tables = LogsTables.of(call);
        SubscriptionFilter filter = new SubscriptionFilter(
                in.logGroupName(),
                in.filterName(),
                in.filterPattern(),
                in.destinationArn(),
                in.roleArn(),
                Objects.requireNonNullElse(in.distribution(), BY_STREAM),
                call.time());
        Group group = call.read(snapshot -> room(snapshot, tables, filter));
        receivers.test(filter, group, call);
        boolean unused = call.write(tx -> {
            tables.subscriptionFilters.put(tx, key(room(tx, tables, filter), filter), filter);
            return pattern == FilterPattern.ALL;
        });
        return PutSubscriptionFilterResponse.of();
    }

    private static PartKey key(Group group, SubscriptionFilter filter) {
        return new PartKey(group.name(), filter.name());
    }

    private Group room(cloudjar.kernel.store.Snapshot snapshot, LogsTables tables, SubscriptionFilter filter) {
        Group group = tables.group(snapshot, filter.group());
        boolean known = tables.subscriptionFilters.contains(snapshot, key(group, filter));
        long there = tables.subscriptionFilters.count(snapshot, Range.prefix(Key.of(group.name())));
        if (!known && there >= LogsLimits.SUBSCRIPTION_FILTERS.in(limits)) {
            throw LogsErrors.limit();
        }
        return group;
    }

    /** Recorded: test_put_subscription_filter_errors. */
    private static void checkDestination(PutSubscriptionFilterRequest in, Arn destination, Call call) {
        switch (destination.service()) {
            case "lambda" -> {
                if (!destination.account().equals(call.account())) {
                    throw LogsErrors.denied("Cross-account lambda invocation passing is not allowed. You must use"
                            + " DestinationPolicies to create cross account lambda triggers.");
                }
            }
            case "kinesis", "firehose" -> {
                if (in.roleArn() == null) {
                    throw LogsErrors.invalid(
                            "destinationArn for vendor " + destination.service() + " cannot be used without roleArn");
                }
            }
            case "logs" -> {
                if (!destination.resource().startsWith("destination:")) {
                    throw LogsErrors.invalid("destinationArn is not a destination: " + in.destinationArn());
                }
            }
            default -> throw LogsErrors.invalid("Unsupported vendor in destinationArn: " + destination.service());
        }
    }

    @Override
    public DeleteSubscriptionFilterResponse deleteSubscriptionFilter(DeleteSubscriptionFilterRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        boolean unused = call.write(tx -> {
            Group group = tables.group(tx, in.logGroupName());
            if (!tables.subscriptionFilters.delete(tx, new PartKey(group.name(), in.filterName()))) {
                throw LogsErrors.notFound("The specified subscription filter does not exist.");
            }
            return true;
        });
        return DeleteSubscriptionFilterResponse.of();
    }

    @Override
    public DescribeSubscriptionFiltersResponse describeSubscriptionFilters(
            DescribeSubscriptionFiltersRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        return call.read(snapshot -> {
            Group group = tables.group(snapshot, in.logGroupName());
            Page<cloudjar.api.cloudwatchlogs.SubscriptionFilter> page = Paging.page(
                            () -> tables.subscriptionFilters.page(
                                    snapshot,
                                    Range.prefix(Key.of(group.name())),
                                    Paging.limit(in.limit()),
                                    in.nextToken(),
                                    "DescribeSubscriptionFilters " + in.filterNamePrefix(),
                                    row -> Paging.begins(row.key().name(), in.filterNamePrefix())))
                    .map(row -> shown(row.value()));
            return DescribeSubscriptionFiltersResponse.builder()
                    .subscriptionFilters(page.items())
                    .nextToken(page.next().orElse(null))
                    .build();
        });
    }

    private static cloudjar.api.cloudwatchlogs.SubscriptionFilter shown(SubscriptionFilter filter) {
        return cloudjar.api.cloudwatchlogs.SubscriptionFilter.builder()
                .filterName(filter.name())
                .logGroupName(filter.group())
                .filterPattern(filter.pattern())
                .destinationArn(filter.destination())
                .roleArn(filter.role())
                .distribution(filter.distribution())
                .creationTime(filter.created().toEpochMilli())
                .applyOnTransformedLogs(false)
                .build();
    }
}
