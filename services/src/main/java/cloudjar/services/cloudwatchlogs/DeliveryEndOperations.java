package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.DeleteDeliveryDestinationPolicyRequest;
import cloudjar.api.cloudwatchlogs.DeleteDeliveryDestinationPolicyResponse;
import cloudjar.api.cloudwatchlogs.DeleteDeliveryDestinationRequest;
import cloudjar.api.cloudwatchlogs.DeleteDeliveryDestinationResponse;
import cloudjar.api.cloudwatchlogs.DeleteDeliverySourceRequest;
import cloudjar.api.cloudwatchlogs.DeleteDeliverySourceResponse;
import cloudjar.api.cloudwatchlogs.DeliveryDestination;
import cloudjar.api.cloudwatchlogs.DeliveryEnds;
import cloudjar.api.cloudwatchlogs.DeliverySource;
import cloudjar.api.cloudwatchlogs.DescribeDeliveryDestinationsRequest;
import cloudjar.api.cloudwatchlogs.DescribeDeliveryDestinationsResponse;
import cloudjar.api.cloudwatchlogs.DescribeDeliverySourcesRequest;
import cloudjar.api.cloudwatchlogs.DescribeDeliverySourcesResponse;
import cloudjar.api.cloudwatchlogs.GetDeliveryDestinationPolicyRequest;
import cloudjar.api.cloudwatchlogs.GetDeliveryDestinationPolicyResponse;
import cloudjar.api.cloudwatchlogs.GetDeliveryDestinationRequest;
import cloudjar.api.cloudwatchlogs.GetDeliveryDestinationResponse;
import cloudjar.api.cloudwatchlogs.GetDeliverySourceRequest;
import cloudjar.api.cloudwatchlogs.GetDeliverySourceResponse;
import cloudjar.api.cloudwatchlogs.Policy;
import cloudjar.api.cloudwatchlogs.PutDeliveryDestinationPolicyRequest;
import cloudjar.api.cloudwatchlogs.PutDeliveryDestinationPolicyResponse;
import cloudjar.api.cloudwatchlogs.PutDeliveryDestinationRequest;
import cloudjar.api.cloudwatchlogs.PutDeliveryDestinationResponse;
import cloudjar.api.cloudwatchlogs.PutDeliverySourceRequest;
import cloudjar.api.cloudwatchlogs.PutDeliverySourceResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The ends of deliveries: which resource's logs, and where to. They are kept; nothing is delivered between them. */
final class DeliveryEndOperations implements DeliveryEnds {
    /** What delivers logs this way: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html. */
    private static final Set<String> SOURCES = Set.of(
            "bedrock",
            "bedrock-agentcore",
            "cloudfront",
            "codewhisperer",
            "elasticloadbalancing",
            "events",
            "ivs",
            "mediapackage",
            "mediapackagev2",
            "mediatailor",
            "network-firewall",
            "pcs",
            "q",
            "qbusiness",
            "route53resolver",
            "rtbfabric",
            "ses",
            "sso",
            "transfer",
            "user-notifications",
            "vpc-lattice",
            "wafv2",
            "wisdom",
            "workmail");

    private final LimitProfile limits;

    DeliveryEndOperations(LimitProfile limits) {
        this.limits = limits;
    }

    static ApiException noSource() {
        return LogsErrors.notFound("Requested Delivery Source does not exist in this account.");
    }

    /** AWS ends this one with two full stops (recorded: test_delete_delivery_source). */
    private static ApiException nothingToGet() {
        return LogsErrors.notFound("Requested Delivery Source does not exist in this account..");
    }

    static ApiException noDestination() {
        return LogsErrors.notFound("Requested Delivery Destination does not exist in this account.");
    }

    private void tag(Tx tx, LogsTables tables, String arn, Map<String, String> tags) {
        Tags.check(tags, limits);
        if (!tables.tags.contains(tx, arn) || !tags.isEmpty()) {
            tables.tags.put(tx, arn, new ResourceTags(tags));
        }
    }

    @Override
    public PutDeliverySourceResponse putDeliverySource(PutDeliverySourceRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        Arn resource = Arn.parse(in.resourceArn())
                .filter(arn -> SOURCES.contains(arn.service()))
                .orElseThrow(() -> LogsErrors.notFound("Cannot access provided service."));
        String arn = call.arn("logs", "delivery-source:" + in.name()).toString();
        DeliverySource source = DeliverySource.builder()
                .name(in.name())
                .arn(arn)
                .resourceArns(List.of(in.resourceArn()))
                .service(resource.service())
                .logType(in.logType())
                .build();
        boolean unused = call.write(tx -> {
            tables.deliverySources.put(tx, in.name(), source);
            tag(tx, tables, arn, in.tags());
            return true;
        });
        return PutDeliverySourceResponse.builder()
                .deliverySource(source.toBuilder()
                        .tags(in.tags().isEmpty() ? null : in.tags())
                        .build())
                .build();
    }

    @Override
    public GetDeliverySourceResponse getDeliverySource(GetDeliverySourceRequest in, Call call) {
        return GetDeliverySourceResponse.builder()
                .deliverySource(call.read(snapshot -> LogsTables.of(call)
                        .deliverySources
                        .get(snapshot, in.name())
                        .orElseThrow(DeliveryEndOperations::nothingToGet)))
                .build();
    }

    @Override
    public DeleteDeliverySourceResponse deleteDeliverySource(DeleteDeliverySourceRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        boolean unused = call.write(tx -> {
            if (!tables.deliverySources.delete(tx, in.name())) {
                throw noSource();
            }
            if (tables.deliveries.rows(tx).values().stream()
                    .anyMatch(delivery -> in.name().equals(delivery.deliverySourceName()))) {
                throw LogsErrors.conflict("Cannot delete the delivery source while a delivery uses it.");
            }
            return tables.tags.delete(
                    tx, call.arn("logs", "delivery-source:" + in.name()).toString());
        });
        return DeleteDeliverySourceResponse.of();
    }

    @Override
    public DescribeDeliverySourcesResponse describeDeliverySources(DescribeDeliverySourcesRequest in, Call call) {
        Page<DeliverySource> page = call.read(snapshot -> Paging.page(() -> LogsTables.of(call)
                        .deliverySources
                        .page(
                                snapshot,
                                Range.all(),
                                Paging.limit(in.limit()),
                                in.nextToken(),
                                "DescribeDeliverySources"))
                .map(Row::value));
        return DescribeDeliverySourcesResponse.builder()
                .deliverySources(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    @Override
    public PutDeliveryDestinationResponse putDeliveryDestination(PutDeliveryDestinationRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        String target = in.deliveryDestinationConfiguration().destinationResourceArn();
        String type = Arn.parse(target)
                .map(Arn::service)
                .map(DeliveryEndOperations::type)
                .orElseThrow(() -> LogsErrors.validation("The destination resource ARN is not valid: " + target));
        String arn = call.arn("logs", "delivery-destination:" + in.name()).toString();
        DeliveryDestination destination = DeliveryDestination.builder()
                .name(in.name())
                .arn(arn)
                .deliveryDestinationType(type)
                .outputFormat(in.outputFormat())
                .deliveryDestinationConfiguration(in.deliveryDestinationConfiguration())
                .build();
        boolean unused = call.write(tx -> {
            tables.deliveryDestinations.put(tx, in.name(), destination);
            tag(tx, tables, arn, in.tags());
            return true;
        });
        return PutDeliveryDestinationResponse.builder()
                .deliveryDestination(destination.toBuilder()
                        .tags(in.tags().isEmpty() ? null : in.tags())
                        .build())
                .build();
    }

    private static String type(String service) {
        return switch (service) {
            case "s3" -> "S3";
            case "logs" -> "CWL";
            case "firehose" -> "FH";
            default ->
                throw LogsErrors.validation("Deliveries go to S3, CloudWatch Logs and Firehose, not to " + service);
        };
    }

    private static DeliveryDestination destination(Snapshot snapshot, LogsTables tables, String name) {
        return tables.deliveryDestinations.get(snapshot, name).orElseThrow(DeliveryEndOperations::noDestination);
    }

    @Override
    public GetDeliveryDestinationResponse getDeliveryDestination(GetDeliveryDestinationRequest in, Call call) {
        return GetDeliveryDestinationResponse.builder()
                .deliveryDestination(call.read(snapshot -> destination(snapshot, LogsTables.of(call), in.name())))
                .build();
    }

    @Override
    public DeleteDeliveryDestinationResponse deleteDeliveryDestination(DeleteDeliveryDestinationRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        String arn = call.arn("logs", "delivery-destination:" + in.name()).toString();
        boolean unused = call.write(tx -> {
            if (!tables.deliveryDestinations.delete(tx, in.name())) {
                throw noDestination();
            }
            if (tables.deliveries.rows(tx).values().stream()
                    .anyMatch(delivery -> arn.equals(delivery.deliveryDestinationArn()))) {
                throw LogsErrors.conflict("Cannot delete the delivery destination while a delivery uses it.");
            }
            tables.deliveryPolicies.delete(tx, in.name());
            return tables.tags.delete(tx, arn);
        });
        return DeleteDeliveryDestinationResponse.of();
    }

    @Override
    public DescribeDeliveryDestinationsResponse describeDeliveryDestinations(
            DescribeDeliveryDestinationsRequest in, Call call) {
        Page<DeliveryDestination> page = call.read(snapshot -> Paging.page(() -> LogsTables.of(call)
                        .deliveryDestinations
                        .page(
                                snapshot,
                                Range.all(),
                                Paging.limit(in.limit()),
                                in.nextToken(),
                                "DescribeDeliveryDestinations"))
                .map(Row::value));
        return DescribeDeliveryDestinationsResponse.builder()
                .deliveryDestinations(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    @Override
    public PutDeliveryDestinationPolicyResponse putDeliveryDestinationPolicy(
            PutDeliveryDestinationPolicyRequest in, Call call) {
        if (Json.object(in.deliveryDestinationPolicy()).isEmpty()) {
            throw LogsErrors.validation("The policy is not valid JSON.");
        }
        LogsTables tables = LogsTables.of(call);
        boolean unused = call.write(tx -> {
            DeliveryDestination there = destination(tx, tables, in.deliveryDestinationName());
            tables.deliveryPolicies.put(tx, in.deliveryDestinationName(), in.deliveryDestinationPolicy());
            return there.name() != null;
        });
        return PutDeliveryDestinationPolicyResponse.builder()
                .policy(policy(in.deliveryDestinationPolicy()))
                .build();
    }

    private static Policy policy(String text) {
        return Policy.builder().deliveryDestinationPolicy(text).build();
    }

    @Override
    public GetDeliveryDestinationPolicyResponse getDeliveryDestinationPolicy(
            GetDeliveryDestinationPolicyRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        return GetDeliveryDestinationPolicyResponse.builder()
                .policy(call.read(snapshot -> {
                            String name = destination(snapshot, tables, in.deliveryDestinationName())
                                    .name();
                            return tables.deliveryPolicies.get(snapshot, Objects.requireNonNull(name));
                        })
                        .map(DeliveryEndOperations::policy)
                        .orElseGet(() -> Policy.builder().build()))
                .build();
    }

    @Override
    public DeleteDeliveryDestinationPolicyResponse deleteDeliveryDestinationPolicy(
            DeleteDeliveryDestinationPolicyRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        boolean gone = call.write(tx -> tables.deliveryPolicies.delete(tx, in.deliveryDestinationName()));
        if (!gone) {
            throw noDestination();
        }
        return DeleteDeliveryDestinationPolicyResponse.of();
    }
}
