package cloudjar.services.sqs;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.tenancy.Arn;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a queue gives up on a message, and where it goes then.
 *
 * @param maxReceiveCount after how many receives a message goes there instead of being received again
 */
record RedrivePolicy(String deadLetterTargetArn, int maxReceiveCount) {
    private static final String TARGET = "deadLetterTargetArn";
    private static final String COUNT = "maxReceiveCount";

    /**
     * Reads the attribute {@code RedrivePolicy}; the count may be a number or a string.
     *
     * @throws cloudjar.kernel.shape.ApiException InvalidParameterValue where it is no redrive policy
     */
    static RedrivePolicy parse(String text, LimitProfile limits) {
        Map<String, Object> members =
                Json.object(text).orElseThrow(() -> refuse(text, "Redrive policy is not a valid JSON map."));
        require(members, TARGET, text);
        require(members, COUNT, text);
        if (members.size() > 2) {
            throw refuse(text, "Only following attributes are supported: [" + TARGET + ", " + COUNT + "].");
        }
        Integer count = count(members.get(COUNT));
        int max = SqsLimits.MAX_RECEIVE_COUNT_MAX.intIn(limits);
        if (count == null || count < 1 || count > max) {
            throw refuse(
                    text,
                    "Invalid value for maxReceiveCount: " + members.get(COUNT) + ", valid values are from 1 to " + max
                            + " both inclusive.");
        }
        String target = Json.string(members, TARGET);
        if (target == null || Arn.parse(target).isEmpty()) {
            throw refuse(text, "Invalid value for deadLetterTargetArn.");
        }
        return new RedrivePolicy(target, count);
    }

    private static void require(Map<String, Object> members, String name, String text) {
        if (!members.containsKey(name)) {
            throw refuse(text, "Redrive policy does not contain mandatory attribute: " + name + ".");
        }
    }

    private static RuntimeException refuse(String text, String reason) {
        return SqsErrors.invalidParameter(text, "RedrivePolicy", reason);
    }

    private static @Nullable Integer count(@Nullable Object value) {
        try {
            return switch (value) {
                case BigDecimal number -> number.intValueExact();
                case String text -> Integer.valueOf(text);
                case null, default -> null;
            };
        } catch (ArithmeticException | NumberFormatException notWhole) {
            return null;
        }
    }

    /** The name of the dead-letter queue. */
    String targetName() {
        return deadLetterTargetArn.substring(deadLetterTargetArn.lastIndexOf(':') + 1);
    }

    /** The attribute's value as AWS gives it back. */
    String toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(TARGET, deadLetterTargetArn);
        members.put(COUNT, maxReceiveCount);
        return Json.write(members);
    }
}
