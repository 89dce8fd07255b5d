package cloudjar.services.applicationautoscaling;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.NotImplemented;
import java.util.OptionalInt;

/** The capacity of resources, asked for and set by the APIs of their services. */
final class Capacities {
    private final DynamoDbCapacity tables;
    private final LambdaCapacity functions;

    Capacities(Cloud cloud) {
        tables = new DynamoDbCapacity(cloud);
        functions = new LambdaCapacity(cloud);
    }

    /**
     * How much capacity a resource has; none where it is not there for scaling, such as a table on demand.
     *
     * @throws cloudjar.kernel.shape.ApiException what its service answers; {@code NotImplemented} where we lack the service
     */
    OptionalInt of(TargetKey key, Call call) {
        return switch (key.namespace()) {
            case "dynamodb" -> tables.of(key, call);
            case "lambda" -> functions.of(key, call);
            default ->
                throw NotImplemented.of(
                        key.namespace(), "scaling of " + key.scaled().noun());
        };
    }

    /**
     * Gives a resource another capacity.
     *
     * @throws cloudjar.kernel.shape.ApiException what its service answers
     */
    void set(TargetKey key, int capacity, Call call) {
        switch (key.namespace()) {
            case "dynamodb" -> tables.set(key, capacity, call);
            case "lambda" -> functions.set(key, capacity, call);
            default ->
                throw NotImplemented.of(
                        key.namespace(), "scaling of " + key.scaled().noun());
        }
    }
}
