package cloudjar.services.lambda;

import cloudjar.api.lambda.EventSourceMappingConfiguration;
import java.util.Map;

/**
 * An event source mapping, as AWS shows it.
 *
 * @param functionName of the function without its ARN
 * @param positions how far each shard has been read: the number behind which to go on; empty for queues
 */
record Mapping(EventSourceMappingConfiguration shown, String functionName, Map<String, String> positions) {
    Mapping {
        positions = Map.copyOf(positions);
    }

    boolean enabled() {
        return "Enabled".equals(shown.state());
    }

    Mapping with(EventSourceMappingConfiguration other) {
        return new Mapping(other, functionName, positions);
    }

    Mapping at(Map<String, String> others) {
        return new Mapping(shown, functionName, others);
    }
}
