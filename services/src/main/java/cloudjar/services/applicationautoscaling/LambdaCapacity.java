package cloudjar.services.applicationautoscaling;

import cloudjar.api.lambda.DeleteProvisionedConcurrencyConfigRequest;
import cloudjar.api.lambda.GetProvisionedConcurrencyConfigRequest;
import cloudjar.api.lambda.Lambda;
import cloudjar.api.lambda.ProvisionedConcurrencyConfigNotFoundException;
import cloudjar.api.lambda.PutProvisionedConcurrencyConfigRequest;
import cloudjar.api.lambda.ResourceNotFoundException;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/** The provisioned concurrency of versions and aliases of functions. */
final class LambdaCapacity {
    private final Cloud cloud;

    LambdaCapacity(Cloud cloud) {
        this.cloud = cloud;
    }

    /** How many environments are to be ready. */
    OptionalInt of(TargetKey key, Call call) {
        List<String> names = key.scaled().names(key.resource());
        try {
            return OptionalInt.of(Objects.requireNonNullElse(
                    cloud.client(Lambda.API)
                            .getProvisionedConcurrencyConfig(
                                    GetProvisionedConcurrencyConfigRequest.builder()
                                            .functionName(names.getFirst())
                                            .qualifier(names.getLast())
                                            .build(),
                                    call)
                            .requestedProvisionedConcurrentExecutions(),
                    0));
        } catch (ProvisionedConcurrencyConfigNotFoundException e) {
            return OptionalInt.of(0);
        } catch (ResourceNotFoundException e) {
            throw ApplicationAutoScalingErrors.noFunction(key.resource());
        }
    }

    void set(TargetKey key, int capacity, Call call) {
        List<String> names = key.scaled().names(key.resource());
        if (capacity == 0) {
            // A configuration of none is no configuration (Lambda's model: at least 1).
            var unused = cloud.client(Lambda.API)
                    .deleteProvisionedConcurrencyConfig(
                            DeleteProvisionedConcurrencyConfigRequest.builder()
                                    .functionName(names.getFirst())
                                    .qualifier(names.getLast())
                                    .build(),
                            call);
            return;
        }
        var unused = cloud.client(Lambda.API)
                .putProvisionedConcurrencyConfig(
                        PutProvisionedConcurrencyConfigRequest.builder()
                                .functionName(names.getFirst())
                                .qualifier(names.getLast())
                                .provisionedConcurrentExecutions(capacity)
                                .build(),
                        call);
    }
}
