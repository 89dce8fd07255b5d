package cloudjar.services.lambda;

import cloudjar.api.lambda.DeleteFunctionEventInvokeConfigRequest;
import cloudjar.api.lambda.DeleteFunctionEventInvokeConfigResponse;
import cloudjar.api.lambda.DestinationConfig;
import cloudjar.api.lambda.EventInvokeConfigs;
import cloudjar.api.lambda.FunctionEventInvokeConfig;
import cloudjar.api.lambda.GetFunctionEventInvokeConfigRequest;
import cloudjar.api.lambda.ListFunctionEventInvokeConfigsRequest;
import cloudjar.api.lambda.ListFunctionEventInvokeConfigsResponse;
import cloudjar.api.lambda.OnFailure;
import cloudjar.api.lambda.OnSuccess;
import cloudjar.api.lambda.PutFunctionEventInvokeConfigRequest;
import cloudjar.api.lambda.UpdateFunctionEventInvokeConfigRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.lambda.LambdaTables.Part;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of asynchronous invocations: how often they are tried, how old they get, who learns of it. */
final class EventInvokeConfigOperations implements EventInvokeConfigs {
    private static final Set<String> KINDS = Set.of("sqs", "sns", "lambda", "events", "s3");

    private final LimitProfile limits;

    EventInvokeConfigOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public FunctionEventInvokeConfig putFunctionEventInvokeConfig(PutFunctionEventInvokeConfigRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), in.qualifier(), call);
        requireOne(in.maximumRetryAttempts(), in.maximumEventAgeInSeconds(), in.destinationConfig());
        return call.write(tx -> {
            requireTarget(tx, name);
            checkDestinations(tx, name, in.destinationConfig());
            FunctionEventInvokeConfig made = FunctionEventInvokeConfig.builder()
                    .lastModified(call.time())
                    .functionArn(name.arn(name.qualifierOrLatest()))
                    .maximumRetryAttempts(in.maximumRetryAttempts())
                    .maximumEventAgeInSeconds(in.maximumEventAgeInSeconds())
                    .destinationConfig(whole(in.destinationConfig()))
                    .build();
            name.tables().invokeConfigs.put(tx, key(name), made);
            return made;
        });
    }

    @Override
    public FunctionEventInvokeConfig updateFunctionEventInvokeConfig(
            UpdateFunctionEventInvokeConfigRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), in.qualifier(), call);
        requireOne(in.maximumRetryAttempts(), in.maximumEventAgeInSeconds(), in.destinationConfig());
        return call.write(tx -> {
            requireTarget(tx, name);
            FunctionEventInvokeConfig old = find(tx, name);
            checkDestinations(tx, name, in.destinationConfig());
            FunctionEventInvokeConfig.Builder made = old.toBuilder().lastModified(call.time());
            if (in.maximumRetryAttempts() != null) {
                made.maximumRetryAttempts(in.maximumRetryAttempts());
            }
            if (in.maximumEventAgeInSeconds() != null) {
                made.maximumEventAgeInSeconds(in.maximumEventAgeInSeconds());
            }
            if (in.destinationConfig() != null) {
                made.destinationConfig(whole(in.destinationConfig()));
            }
            FunctionEventInvokeConfig config = made.build();
            name.tables().invokeConfigs.put(tx, key(name), config);
            return config;
        });
    }

    private static void requireOne(
            @Nullable Integer retries, @Nullable Integer age, @Nullable DestinationConfig destinations) {
        if (retries == null && age == null && destinations == null) {
            throw LambdaErrors.invalid("You must specify at least one of error handling or destination setting.");
        }
    }

    private static void requireTarget(Snapshot snapshot, FunctionName name) {
        boolean there = name.tables().functions.contains(snapshot, name.name())
                && Lookup.find(snapshot, name).isPresent();
        if (!there) {
            throw LambdaErrors.notFound("The function doesn't exist.");
        }
    }

    private static Part key(FunctionName name) {
        return new Part(name.name(), name.qualifierOrLatest());
    }

    private static FunctionEventInvokeConfig find(Snapshot snapshot, FunctionName name) {
        return name.tables()
                .invokeConfigs
                .get(snapshot, key(name))
                .orElseThrow(() -> LambdaErrors.noInvokeConfig(name.arn(name.qualifierOrLatest())));
    }

    private static DestinationConfig whole(@Nullable DestinationConfig asked) {
        DestinationConfig.Builder made = asked == null ? DestinationConfig.builder() : asked.toBuilder();
        DestinationConfig present = made.build();
        return made.onSuccess(present.onSuccess() == null ? OnSuccess.builder().build() : present.onSuccess())
                .onFailure(present.onFailure() == null ? OnFailure.builder().build() : present.onFailure())
                .build();
    }

    private static void checkDestinations(Snapshot snapshot, FunctionName name, @Nullable DestinationConfig asked) {
        if (asked == null) {
            return;
        }
        check(
                snapshot,
                name,
                asked,
                asked.onSuccess() == null ? null : asked.onSuccess().destination());
        check(
                snapshot,
                name,
                asked,
                asked.onFailure() == null ? null : asked.onFailure().destination());
    }

    private static void check(
            Snapshot snapshot, FunctionName name, DestinationConfig asked, @Nullable String destination) {
        if (destination == null || destination.isEmpty()) {
            return;
        }
        Optional<Arn> arn = Arn.parse(destination);
        if (arn.isEmpty() || !KINDS.contains(arn.get().service())) {
            throw LambdaErrors.invalid("The provided destination config DestinationConfig(onSuccess="
                    + (asked.onSuccess() == null
                            ? "null"
                            : "OnSuccess(destination=" + asked.onSuccess().destination() + ")")
                    + ", onFailure="
                    + (asked.onFailure() == null
                            ? "null"
                            : "OnFailure(destination=" + asked.onFailure().destination() + ")")
                    + ") is invalid.");
        }
        if (arn.get().service().equals("lambda")) {
            String other = arn.get().resource().replaceFirst("^function:", "").split(":", -1)[0];
            if (other.equals(name.name()) && arn.get().account().equals(name.account())) {
                throw LambdaErrors.invalid("You can't specify the function as a destination for itself.");
            }
            boolean there = LambdaTables.in(arn.get().account(), arn.get().region())
                    .functions
                    .contains(snapshot, other);
            if (!there) {
                throw LambdaErrors.invalid("The destination ARN " + destination + " is invalid.");
            }
        }
    }

    @Override
    public FunctionEventInvokeConfig getFunctionEventInvokeConfig(GetFunctionEventInvokeConfigRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), in.qualifier(), call);
        return call.read(snapshot -> find(snapshot, name));
    }

    @Override
    public DeleteFunctionEventInvokeConfigResponse deleteFunctionEventInvokeConfig(
            DeleteFunctionEventInvokeConfigRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), in.qualifier(), call);
        boolean unused = call.write(tx -> {
            FunctionEventInvokeConfig old = find(tx, name);
            return name.tables().invokeConfigs.delete(tx, key(name)) && old.functionArn() != null;
        });
        return DeleteFunctionEventInvokeConfigResponse.of();
    }

    @Override
    public ListFunctionEventInvokeConfigsResponse listFunctionEventInvokeConfigs(
            ListFunctionEventInvokeConfigsRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call).with(null);
        int limit = Paging.limit(in.maxItems(), LambdaLimits.PAGE.intIn(limits));
        return call.read(snapshot -> {
            if (!name.tables().functions.contains(snapshot, name.name())) {
                throw LambdaErrors.notFound("The function doesn't exist.");
            }
            Page<Row<Part, FunctionEventInvokeConfig>> page = Paging.page(() -> name.tables()
                    .invokeConfigs
                    .page(snapshot, Range.prefix(name.name()), limit, in.marker(), "ListInvokeConfigs" + name.name()));
            return ListFunctionEventInvokeConfigsResponse.builder()
                    .functionEventInvokeConfigs(
                            page.items().stream().map(Row::value).toList())
                    .nextMarker(page.next().orElse(null))
                    .build();
        });
    }
}
