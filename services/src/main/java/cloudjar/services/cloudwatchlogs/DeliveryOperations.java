package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.CreateDeliveryRequest;
import cloudjar.api.cloudwatchlogs.CreateDeliveryResponse;
import cloudjar.api.cloudwatchlogs.DeleteDeliveryRequest;
import cloudjar.api.cloudwatchlogs.DeleteDeliveryResponse;
import cloudjar.api.cloudwatchlogs.Deliveries;
import cloudjar.api.cloudwatchlogs.Delivery;
import cloudjar.api.cloudwatchlogs.DeliveryDestination;
import cloudjar.api.cloudwatchlogs.DeliverySource;
import cloudjar.api.cloudwatchlogs.DescribeDeliveriesRequest;
import cloudjar.api.cloudwatchlogs.DescribeDeliveriesResponse;
import cloudjar.api.cloudwatchlogs.GetDeliveryRequest;
import cloudjar.api.cloudwatchlogs.GetDeliveryResponse;
import cloudjar.api.cloudwatchlogs.S3DeliveryConfiguration;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deliveries between a source and a destination: kept for whoever asks. */
final class DeliveryOperations implements Deliveries {
    private static final int ID_LENGTH = 16;

    /** What CloudFront delivers where nobody asks for other fields (recorded: test_get_delivery). */
    private static final List<String> CLOUDFRONT_FIELDS = List.of(
            "date",
            "time",
            "x-edge-location",
            "sc-bytes",
            "c-ip",
            "cs-method",
            "cs(Host)",
            "cs-uri-stem",
            "sc-status",
            "cs(Referer)",
            "cs(User-Agent)",
            "cs-uri-query",
            "cs(Cookie)",
            "x-edge-result-type",
            "x-edge-request-id",
            "x-host-header",
            "cs-protocol",
            "cs-bytes",
            "time-taken",
            "x-forwarded-for",
            "ssl-protocol",
            "ssl-cipher",
            "x-edge-response-result-type",
            "cs-protocol-version",
            "fle-status",
            "fle-encrypted-fields",
            "c-port",
            "time-to-first-byte",
            "x-edge-detailed-result-type",
            "sc-content-type",
            "sc-content-len",
            "sc-range-start",
            "sc-range-end");

    private final LimitProfile limits;

    DeliveryOperations(LimitProfile limits) {
        this.limits = limits;
    }

    private static ApiException unknown() {
        return LogsErrors.notFound("Requested Delivery does not exist in this account.");
    }

    @Override
    public CreateDeliveryResponse createDelivery(CreateDeliveryRequest in, Call call) {
        Tags.check(in.tags(), limits);
        LogsTables tables = LogsTables.of(call);
        String id = call.world().ids().alphanumeric(ID_LENGTH);
        String arn = call.arn("logs", "delivery:" + id).toString();
        Delivery created = call.write(tx -> {
            if (!tables.deliverySources.contains(tx, in.deliverySourceName())) {
                throw DeliveryEndOperations.noSource();
            }
            DeliveryDestination destination = tables.deliveryDestinations.rows(tx).values().stream()
                    .filter(one -> in.deliveryDestinationArn().equals(one.arn()))
                    .findFirst()
                    .orElseThrow(DeliveryEndOperations::noDestination);
            boolean twice = tables.deliveries.rows(tx).values().stream()
                    .anyMatch(one -> in.deliverySourceName().equals(one.deliverySourceName())
                            && in.deliveryDestinationArn().equals(one.deliveryDestinationArn()));
            if (twice) {
                throw LogsErrors.conflict("Delivery already exists");
            }
            Delivery delivery = Delivery.builder()
                    .id(id)
                    .arn(arn)
                    .deliverySourceName(in.deliverySourceName())
                    .deliveryDestinationArn(in.deliveryDestinationArn())
                    .deliveryDestinationType(destination.deliveryDestinationType())
                    .recordFields(fields(in, tables.deliverySources.get(tx, in.deliverySourceName())))
                    .fieldDelimiter(in.fieldDelimiter())
                    .s3DeliveryConfiguration(
                            s3(in, tables.deliverySources.get(tx, in.deliverySourceName()), destination))
                    .build();
            tables.deliveries.put(tx, id, delivery);
            tables.tags.put(tx, arn, new ResourceTags(in.tags()));
            return delivery;
        });
        return CreateDeliveryResponse.builder()
                .delivery(created.toBuilder()
                        .tags(in.tags().isEmpty() ? null : in.tags())
                        .build())
                .build();
    }

    @Override
    public GetDeliveryResponse getDelivery(GetDeliveryRequest in, Call call) {
        return GetDeliveryResponse.builder()
                .delivery(call.read(snapshot ->
                        LogsTables.of(call).deliveries.get(snapshot, in.id()).orElseThrow(DeliveryOperations::unknown)))
                .build();
    }

    @Override
    public DeleteDeliveryResponse deleteDelivery(DeleteDeliveryRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        boolean unused = call.write(tx -> {
            if (!tables.deliveries.delete(tx, in.id())) {
                throw unknown();
            }
            return tables.tags.delete(
                    tx, call.arn("logs", "delivery:" + in.id()).toString());
        });
        return DeleteDeliveryResponse.of();
    }

    @Override
    public DescribeDeliveriesResponse describeDeliveries(DescribeDeliveriesRequest in, Call call) {
        Page<Delivery> page = call.read(snapshot -> Paging.page(() -> LogsTables.of(call)
                        .deliveries
                        .page(snapshot, Range.all(), Paging.limit(in.limit()), in.nextToken(), "DescribeDeliveries"))
                .map(Row::value));
        return DescribeDeliveriesResponse.builder()
                .deliveries(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static boolean isCloudFront(Optional<DeliverySource> source) {
        return source.filter(one -> "cloudfront".equals(one.service())).isPresent();
    }

    private static @Nullable List<String> fields(CreateDeliveryRequest in, Optional<DeliverySource> source) {
        if (!in.recordFields().isEmpty()) {
            return in.recordFields();
        }
        return isCloudFront(source) ? CLOUDFRONT_FIELDS : null;
    }

    private static @Nullable S3DeliveryConfiguration s3(
            CreateDeliveryRequest in, Optional<DeliverySource> source, DeliveryDestination destination) {
        if (in.s3DeliveryConfiguration() != null
                || !isCloudFront(source)
                || !"S3".equals(destination.deliveryDestinationType())) {
            return in.s3DeliveryConfiguration();
        }
        return S3DeliveryConfiguration.builder()
                .suffixPath("AWSLogs/{account-id}/CloudFront/")
                .enableHiveCompatiblePath(false)
                .build();
    }
}
