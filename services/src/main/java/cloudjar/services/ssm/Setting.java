package cloudjar.services.ssm;

import java.time.Instant;
import java.util.Map;

/** A setting of the service that somebody has changed. */
record Setting(String id, String value, Instant modified, String user) {
    static final String TIER = "/ssm/parameter-store/default-parameter-tier";

    /** What settings are at first; AWS's pages on the service settings API name them. */
    static final Map<String, String> DEFAULTS = Map.of(
            TIER,
            "Standard",
            "/ssm/parameter-store/high-throughput-enabled",
            "false",
            "/ssm/documents/console/public-sharing-permission",
            "Enable",
            "/ssm/managed-instance/activation-tier",
            "standard",
            "/ssm/automation/enable-adaptive-concurrency",
            "false");

    /** What each may be. */
    static boolean allows(String id, String value) {
        return switch (id) {
            case TIER -> value.equals("Standard") || value.equals("Advanced") || value.equals("Intelligent-Tiering");
            case "/ssm/documents/console/public-sharing-permission" ->
                value.equals("Enable") || value.equals("Disable");
            case "/ssm/managed-instance/activation-tier" -> value.equals("standard") || value.equals("advanced");
            default -> value.equals("true") || value.equals("false");
        };
    }
}
