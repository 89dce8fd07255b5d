package cloudjar.services.ssm;

import cloudjar.api.ssm.ParameterInlinePolicy;
import cloudjar.kernel.json.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a parameter does by itself: it ends, or it tells of its end or of its age.
 *
 * @param text as it was given
 * @param due of an expiration
 * @param span before the end or after the last change, of a notification
 * @param finished whether it has done what it does
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-policies.html">Parameter policies</a>
 */
record ParameterPolicy(
        String text,
        String type,
        @Nullable Instant due,
        @Nullable Duration span,
        boolean finished) {
    static final String EXPIRATION = "Expiration";
    static final String EXPIRATION_NOTIFICATION = "ExpirationNotification";
    static final String NO_CHANGE_NOTIFICATION = "NoChangeNotification";

    private static final int MOST = 10;

    /** Reads the policies of a request. */
    static List<ParameterPolicy> parse(String text, Instant now) {
        if (!(Json.value(text).orElse(null) instanceof List<?> list)) {
            throw SsmErrors.policyAttribute("The parameter policies are no JSON array of policies.");
        }
        if (list.size() > MOST) {
            throw SsmErrors.tooManyPolicies();
        }
        List<ParameterPolicy> policies = new ArrayList<>();
        Set<String> once = new HashSet<>();
        for (Object element : list) {
            if (!(element instanceof Map<?, ?> policy)) {
                throw SsmErrors.policyAttribute("A parameter policy is no JSON object.");
            }
            ParameterPolicy read = read(policy, now);
            if (read.type().equals(EXPIRATION) && !once.add(EXPIRATION)) {
                throw SsmErrors.incompatiblePolicy("A parameter can't have two expiration policies.");
            }
            policies.add(read);
        }
        boolean notified = policies.stream().anyMatch(policy -> policy.type().equals(EXPIRATION_NOTIFICATION));
        if (notified && once.isEmpty()) {
            throw SsmErrors.incompatiblePolicy("An ExpirationNotification policy needs an Expiration policy.");
        }
        return policies;
    }

    private static ParameterPolicy read(Map<?, ?> policy, Instant now) {
        String type = String.valueOf(policy.get("Type"));
        Map<?, ?> attributes = policy.get("Attributes") instanceof Map<?, ?> map ? map : Map.of();
        String text = Json.write(policy);
        return switch (type) {
            case EXPIRATION ->
                new ParameterPolicy(text, type, time(String.valueOf(attributes.get("Timestamp")), now), null, false);
            case EXPIRATION_NOTIFICATION -> new ParameterPolicy(text, type, null, span(attributes, "Before"), false);
            case NO_CHANGE_NOTIFICATION -> new ParameterPolicy(text, type, null, span(attributes, "After"), false);
            default -> throw SsmErrors.policyType(type);
        };
    }

    private static Instant time(String text, Instant now) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (!time.isAfter(now)) {
                throw SsmErrors.policyAttribute("The Timestamp of an expiration must be in the future: " + text);
            }
            return time;
        } catch (DateTimeException e) {
            throw SsmErrors.policyAttribute("The Timestamp of an expiration is no time: " + text);
        }
    }

    private static Duration span(Map<?, ?> attributes, String name) {
        String unit = String.valueOf(attributes.get("Unit"));
        try {
            long number = Long.parseLong(String.valueOf(attributes.get(name)));
            if (number > 0 && unit.equals("Days")) {
                return Duration.ofDays(number);
            }
            if (number > 0 && unit.equals("Hours")) {
                return Duration.ofHours(number);
            }
        } catch (NumberFormatException e) {
            throw SsmErrors.policyAttribute("The attribute " + name + " of a policy is no number.");
        }
        throw SsmErrors.policyAttribute("The attributes " + name + " and Unit of a policy are not valid.");
    }

    ParameterPolicy done() {
        return new ParameterPolicy(text, type, due, span, true);
    }

    ParameterInlinePolicy shown() {
        return ParameterInlinePolicy.builder()
                .policyText(text)
                .policyType(type)
                .policyStatus(finished ? "Finished" : "Pending")
                .build();
    }
}
