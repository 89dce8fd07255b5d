package cloudjar.kernel.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of its service as a whole.
 *
 * @param id the name in cloudjar: the service id in lower case without spaces or hyphens, such as {@code sqs}
 * @param serviceId AWS's service id, such as {@code DynamoDB Streams}
 * @param title the full name, such as {@code Amazon Simple Queue Service}
 * @param apiVersion such as {@code 2012-11-05}
 * @param endpointPrefix the first label of the service's host name
 * @param signingName the service in a credential scope
 * @param targetPrefix what stands before the dot in {@code X-Amz-Target}; null where the service has none
 * @param protocols every protocol in which AWS serves it, the preferred one first
 * @param xmlNamespace of its XML answers; null where there is none
 * @param queryCompatible errors of the JSON and CBOR protocols also carry the older query code
 * @param globalEndpoint one endpoint for all regions of the partition
 */
public record ServiceFacts(
        String id,
        String serviceId,
        String title,
        String apiVersion,
        String endpointPrefix,
        String signingName,
        @Nullable String targetPrefix,
        List<ProtocolKind> protocols,
        @Nullable String xmlNamespace,
        boolean queryCompatible,
        boolean globalEndpoint) {
    public ServiceFacts {
        protocols = List.copyOf(protocols);
    }
}
