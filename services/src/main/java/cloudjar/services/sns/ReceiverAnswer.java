package cloudjar.services.sns;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import cloudjar.services.sns.Delivery.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of an attempt to deliver, and what the receiver said.
 *
 * @param status of HTTP; 0 where nothing was said
 * @param text as the log of deliveries shows it
 */
record ReceiverAnswer(Outcome outcome, int status, String text) {
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;

    /** A receiver that cannot even be asked. */
    static ReceiverAnswer unreachable(Outcome outcome, String why) {
        return new ReceiverAnswer(outcome, 0, why);
    }

    /** What a service said that has the message. */
    static ReceiverAnswer delivered(Map<String, String> said) {
        return new ReceiverAnswer(Outcome.DELIVERED, OK, Json.write(new LinkedHashMap<>(said)));
    }

    /** What a service said that refused it. Another attempt may do better, unless nothing changes by itself. */
    static ReceiverAnswer refused(ApiException refusal) {
        boolean failed = refusal.status() >= SERVER_ERROR && refusal.status() != NOT_IMPLEMENTED;
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("ErrorCode", refusal.code());
        said.put("ErrorMessage", String.valueOf(refusal.getMessage()));
        return new ReceiverAnswer(failed ? Outcome.FAILED : Outcome.REFUSED, refusal.status(), Json.write(said));
    }
}
