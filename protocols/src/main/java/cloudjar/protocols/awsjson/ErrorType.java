package cloudjar.protocols.awsjson;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.ServiceSchema;

/**
 * The {@code __type} of an error: a name space and the code. Clients look at the code alone; the name spaces are those
 * that AWS's services answer with.
 */
final class ErrorType {
    private ErrorType() {}

    static String of(ServiceSchema service, ApiException error) {
        String space =
                switch (error) {
                    case CommonException common
                    when common.code().equals("ValidationException") -> "com.amazon.coral.validate#";
                    case CommonException common -> "com.amazon.coral.service#";
                    default -> "com.amazonaws." + service.id() + "#";
                };
        return space + error.code();
    }
}
