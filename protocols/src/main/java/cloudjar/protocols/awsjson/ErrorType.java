package cloudjar.protocols.awsjson;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.ServiceSchema;

/**
 * The {@code __type} of an error in awsJson1.0: a name space and the code. Clients look at the code alone; the name spaces
 * are those that AWS's services answer with.
 */
final class ErrorType {
    private ErrorType() {}

    static String of(ServiceSchema service, ApiException error) {
        return space(service, error) + error.code();
    }

    private static String space(ServiceSchema service, ApiException error) {
        if (error instanceof CommonException) {
            return error.code().equals("ValidationException")
                    ? "com.amazon.coral.validate#"
                    : "com.amazon.coral.service#";
        }
        return DynamoDb.is(service) ? DynamoDb.ERROR_SPACE : "com.amazonaws." + service.id() + "#";
    }
}
