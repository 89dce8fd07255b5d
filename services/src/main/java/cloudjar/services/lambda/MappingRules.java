package cloudjar.services.lambda;

import cloudjar.api.kinesis.DescribeStreamConsumerInput;
import cloudjar.api.kinesis.DescribeStreamSummaryInput;
import cloudjar.api.kinesis.Kinesis;
import cloudjar.api.lambda.CreateEventSourceMappingRequest;
import cloudjar.api.lambda.DestinationConfig;
import cloudjar.api.lambda.EventSourceMappingConfiguration;
import cloudjar.api.lambda.Filter;
import cloudjar.api.lambda.FilterCriteria;
import cloudjar.api.lambda.OnFailure;
import cloudjar.api.lambda.UpdateEventSourceMappingRequest;
import cloudjar.api.sqs.GetQueueAttributesRequest;
import cloudjar.api.sqs.Sqs;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.tenancy.Arn;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What event source mappings may be, and what they are where nobody says. */
final class MappingRules {
    private static final int QUEUE_BATCH = 10;
    private static final int STREAM_BATCH = 100;

    private final Cloud cloud;
    private final Roles roles;

    MappingRules(Cloud cloud, Roles roles) {
        this.cloud = cloud;
        this.roles = roles;
    }

    /** The configuration of a new mapping. */
    EventSourceMappingConfiguration created(
            CreateEventSourceMappingRequest in, FunctionName name, String id, Call call) {
        Arn source = Arn.parse(Objects.requireNonNullElse(in.eventSourceArn(), ""))
                .filter(arn -> List.of("sqs", "dynamodb", "kinesis").contains(arn.service()))
                .orElseThrow(() -> LambdaErrors.invalid("Unrecognized event source."));
        boolean queue = source.service().equals("sqs");
        if (queue && in.destinationConfig() != null) {
            throw LambdaErrors.invalid("Unsupported DestinationConfig parameter for given event source mapping type.");
        }
        Version version = call.read(snapshot -> {
            if (!name.tables().functions.contains(snapshot, name.name())) {
                throw LambdaErrors.invalid("Function does not exist");
            }
            return Lookup.find(snapshot, name).orElseThrow(() -> LambdaErrors.invalid("Function does not exist"));
        });
        checkFilters(in.filterCriteria());
        boolean enabled = !Boolean.FALSE.equals(in.enabled());
        EventSourceMappingConfiguration.Builder made = EventSourceMappingConfiguration.builder()
                .uuid(id)
                .eventSourceMappingArn(
                        call.arn("lambda", "event-source-mapping:" + id).toString())
                .eventSourceArn(in.eventSourceArn())
                .functionArn(name.arn())
                .filterCriteria(filters(in.filterCriteria()))
                .lastModified(call.time())
                .functionResponseTypes(in.functionResponseTypes())
                .batchSize(Objects.requireNonNullElse(in.batchSize(), queue ? QUEUE_BATCH : STREAM_BATCH))
                .maximumBatchingWindowInSeconds(Objects.requireNonNullElse(in.maximumBatchingWindowInSeconds(), 0))
                .state(enabled ? "Enabled" : "Disabled")
                .stateTransitionReason(queue ? "USER_INITIATED" : "User action");
        if (queue) {
            checkQueue(in, source, name, version, call);
            return made.scalingConfig(in.scalingConfig()).build();
        }
        checkPosition(in, source);
        if (source.service().equals("kinesis")) {
            requireStream(source, name, version, call);
        }
        return stream(made, in);
    }

    private static void checkPosition(CreateEventSourceMappingRequest in, Arn source) {
        if (in.startingPosition() == null) {
            throw LambdaErrors.invalid("1 validation error detected: Value null at 'startingPosition' failed to satisfy"
                    + " constraint: Member must not be null.");
        }
        if (in.startingPosition().equals("AT_TIMESTAMP") && source.service().equals("dynamodb")) {
            throw LambdaErrors.invalid("Unsupported starting position for arn type: " + in.eventSourceArn());
        }
        if (in.startingPosition().equals("AT_TIMESTAMP") && in.startingPositionTimestamp() == null) {
            throw LambdaErrors.invalid("StartingPositionTimestamp is required for StartingPosition AT_TIMESTAMP.");
        }
    }

    private static EventSourceMappingConfiguration stream(
            EventSourceMappingConfiguration.Builder made, CreateEventSourceMappingRequest in) {
        return made.startingPosition(in.startingPosition())
                .startingPositionTimestamp(in.startingPositionTimestamp())
                .lastProcessingResult("No records processed")
                .bisectBatchOnFunctionError(Boolean.TRUE.equals(in.bisectBatchOnFunctionError()))
                .maximumRecordAgeInSeconds(Objects.requireNonNullElse(in.maximumRecordAgeInSeconds(), -1))
                .maximumRetryAttempts(Objects.requireNonNullElse(in.maximumRetryAttempts(), -1))
                .parallelizationFactor(Objects.requireNonNullElse(in.parallelizationFactor(), 1))
                .tumblingWindowInSeconds(Objects.requireNonNullElse(in.tumblingWindowInSeconds(), 0))
                .destinationConfig(failures(in.destinationConfig()))
                .build();
    }

    private static DestinationConfig failures(@Nullable DestinationConfig asked) {
        return DestinationConfig.builder()
                .onFailure(
                        asked == null || asked.onFailure() == null
                                ? OnFailure.builder().build()
                                : asked.onFailure())
                .build();
    }

    /** Asks Kinesis for the stream, or the consumer, as the function's role. */
    private void requireStream(Arn source, FunctionName name, Version version, Call call) {
        Credential session =
                roles.session(name, String.valueOf(version.configuration().role()), call);
        Call asRole = ServiceCalls.of(call.world(), source.account(), source.region(), session.principal());
        try {
            if (DataStreamReader.isConsumer(source)) {
                var unused = cloud.client(Kinesis.API)
                        .describeStreamConsumer(
                                DescribeStreamConsumerInput.builder()
                                        .consumerARN(source.toString())
                                        .build(),
                                asRole);
            } else {
                var unused = cloud.client(Kinesis.API)
                        .describeStreamSummary(
                                DescribeStreamSummaryInput.builder()
                                        .streamARN(source.toString())
                                        .build(),
                                asRole);
            }
        } catch (ApiException e) {
            throw e.code().equals("ResourceNotFoundException")
                    ? LambdaErrors.invalid("Stream not found: " + source)
                    : LambdaErrors.invalid("Cannot access stream " + source
                            + ". Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream,"
                            + " ListShards, and ListStreams Actions on your stream in IAM.");
        }
    }

    private void checkQueue(
            CreateEventSourceMappingRequest in, Arn queue, FunctionName name, Version version, Call call) {
        checkBatch(in.batchSize(), in.maximumBatchingWindowInSeconds());
        Credential session =
                roles.session(name, String.valueOf(version.configuration().role()), call);
        try {
            var unused = cloud.client(Sqs.API)
                    .getQueueAttributes(
                            GetQueueAttributesRequest.builder()
                                    .queueUrl(Queues.url(queue))
                                    .build(),
                            ServiceCalls.of(call.world(), queue.account(), queue.region(), session.principal()));
        } catch (ApiException e) {
            if (e.code().endsWith("NonExistentQueue") || e.code().equals("QueueDoesNotExist")) {
                throw LambdaErrors.invalid(
                        "Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue."
                                + " SQS Error Message: The specified queue does not exist.");
            }
            throw LambdaErrors.invalid(
                    "The function execution role does not have permissions to call ReceiveMessage on SQS");
        }
    }

    private static void checkBatch(@Nullable Integer size, @Nullable Integer window) {
        if (size != null && size > QUEUE_BATCH && (window == null || window == 0)) {
            throw LambdaErrors.invalid("Maximum batch window in seconds must be greater than 0 if maximum batch size is"
                    + " greater than 10");
        }
    }

    private static @Nullable FilterCriteria filters(@Nullable FilterCriteria asked) {
        return asked == null || asked.filters().isEmpty() ? null : asked;
    }

    private static void checkFilters(@Nullable FilterCriteria criteria) {
        if (criteria == null) {
            return;
        }
        for (Filter filter : criteria.filters()) {
            if (!Filters.isPattern(filter.pattern())) {
                throw LambdaErrors.invalid("Invalid filter pattern definition.");
            }
        }
    }

    /** A configuration with what a caller wants changed. */
    EventSourceMappingConfiguration changed(
            EventSourceMappingConfiguration old, UpdateEventSourceMappingRequest in, Call call) {
        checkFilters(in.filterCriteria());
        EventSourceMappingConfiguration.Builder made = old.toBuilder().lastModified(call.time());
        if (in.functionName() != null) {
            FunctionName name = FunctionName.of(in.functionName(), call);
            if (call.read(snapshot -> Lookup.find(snapshot, name).isEmpty())) {
                throw LambdaErrors.invalid("Function does not exist");
            }
            made.functionArn(name.arn());
        }
        if (in.enabled() != null) {
            made.state(in.enabled() ? "Enabled" : "Disabled");
        }
        if (in.batchSize() != null) {
            made.batchSize(in.batchSize());
        }
        if (in.maximumBatchingWindowInSeconds() != null) {
            made.maximumBatchingWindowInSeconds(in.maximumBatchingWindowInSeconds());
        }
        if (in.filterCriteria() != null) {
            made.filterCriteria(filters(in.filterCriteria()));
        }
        if (in.hasFunctionResponseTypes()) {
            made.functionResponseTypes(in.functionResponseTypes());
        }
        if (in.scalingConfig() != null) {
            made.scalingConfig(in.scalingConfig());
        }
        return changedStream(made, in).build();
    }

    private static EventSourceMappingConfiguration.Builder changedStream(
            EventSourceMappingConfiguration.Builder made, UpdateEventSourceMappingRequest in) {
        if (in.maximumRetryAttempts() != null) {
            made.maximumRetryAttempts(in.maximumRetryAttempts());
        }
        if (in.maximumRecordAgeInSeconds() != null) {
            made.maximumRecordAgeInSeconds(in.maximumRecordAgeInSeconds());
        }
        if (in.bisectBatchOnFunctionError() != null) {
            made.bisectBatchOnFunctionError(in.bisectBatchOnFunctionError());
        }
        if (in.parallelizationFactor() != null) {
            made.parallelizationFactor(in.parallelizationFactor());
        }
        if (in.destinationConfig() != null) {
            made.destinationConfig(failures(in.destinationConfig()));
        }
        return made;
    }
}
