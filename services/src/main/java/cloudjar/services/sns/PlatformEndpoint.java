package cloudjar.services.sns;

import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.sns.SnsTables.OwnedKey;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An application on one device.
 *
 * @param application platform and name
 */
record PlatformEndpoint(String application, String id, Map<String, String> attributes) {
    static final String TOKEN = "Token";
    static final String USER_DATA = "CustomUserData";
    static final String ENABLED = "Enabled";
    private static final Set<String> NAMES = Set.of(TOKEN, USER_DATA, ENABLED);
    private static final int ARN_PARTS = 4;

    String token() {
        return attributes.getOrDefault(TOKEN, "");
    }

    String platform() {
        return application.substring(0, application.indexOf('/'));
    }

    boolean isEnabled() {
        return !"false".equals(attributes.get(ENABLED));
    }

    String arn(String account, String region) {
        return Arn.of("sns", region, account, "endpoint/" + application + "/" + id)
                .toString();
    }

    OwnedKey key() {
        return new OwnedKey(application, id);
    }

    /** The key of the endpoint of an ARN: {@code endpoint/platform/application/id}. */
    static Optional<OwnedKey> key(Arn arn) {
        String[] parts = arn.resource().split("/", -1);
        return parts.length == ARN_PARTS && parts[0].equals("endpoint")
                ? Optional.of(new OwnedKey(parts[1] + "/" + parts[2], parts[3]))
                : Optional.empty();
    }

    PlatformEndpoint with(Map<String, String> changed) {
        Map<String, String> all = new LinkedHashMap<>(attributes);
        all.putAll(changed);
        return new PlatformEndpoint(application, id, all);
    }

    /** Refuses attributes (recorded: test_set_platform_endpoint_attributes_invalid_attributes). */
    static void check(Map<String, String> attributes, int userDataMax) {
        attributes.forEach((name, value) -> {
            if (!NAMES.contains(name)) {
                throw SnsErrors.invalid("Attributes", "Invalid attribute name: " + name);
            }
            if (name.equals(USER_DATA) && value.getBytes(StandardCharsets.UTF_8).length > userDataMax) {
                throw SnsErrors.invalid(
                        "Attributes",
                        "Invalid value for attribute: " + USER_DATA + ": must be at most " + userDataMax
                                + " bytes long in UTF-8 encoding");
            }
            if (name.equals(ENABLED) && !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
                throw SnsErrors.invalid(
                        "Attributes", "Invalid value for attribute: " + ENABLED + ": must be true or false");
            }
        });
    }
}
