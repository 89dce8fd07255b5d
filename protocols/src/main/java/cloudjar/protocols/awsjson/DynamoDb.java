package cloudjar.protocols.awsjson;

import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.protocols.HttpResponse;
import java.util.Set;
import java.util.zip.CRC32;

/** What DynamoDB and its streams add to the protocol; no model says it, but their clients check it. */
final class DynamoDb {
    /** The name space of their errors. */
    static final String ERROR_SPACE = "com.amazonaws.dynamodb.v20120810#";

    private static final Set<String> SERVICES = Set.of("dynamodb", "dynamodbstreams");

    private DynamoDb() {}

    static boolean is(ServiceSchema service) {
        return SERVICES.contains(service.id());
    }

    /** Adds the checksum of the body, and the name by which the server goes. */
    static void headers(HttpResponse response) {
        CRC32 crc = new CRC32();
        crc.update(response.buffer(), 0, response.length());
        response.header("x-amz-crc32", Long.toString(crc.getValue())).header("Server", "Server");
    }
}
