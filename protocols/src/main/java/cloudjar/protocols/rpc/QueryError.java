package cloudjar.protocols.rpc;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.ErrorTraits;
import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.protocols.HttpResponse;

/** The header that tells clients the code which a service's older query protocol has for an error. */
public final class QueryError {
    private QueryError() {}

    /** Adds the header where the service has such a past. */
    public static void header(ServiceSchema service, ApiException error, HttpResponse response) {
        if (service.facts().queryCompatible()) {
            ErrorTraits traits = error.traits();
            String fault = traits.senderFault() ? "Sender" : "Receiver";
            response.header("x-amzn-query-error", traits.queryCode() + ";" + fault);
        }
    }
}
