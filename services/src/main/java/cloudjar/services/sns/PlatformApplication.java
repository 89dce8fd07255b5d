package cloudjar.services.sns;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An application that pushes go to, on one of the platforms.
 *
 * @param attributes those that were set; keys and passwords among them are never shown
 */
record PlatformApplication(String platform, String name, Map<String, String> attributes) {
    private static final java.util.Set<String> SECRET = java.util.Set.of("PlatformCredential", "PlatformPrincipal");

    /** What it is stored under, and what its ARN has behind {@code app/}. */
    String key() {
        return platform + "/" + name;
    }

    boolean isEnabled() {
        return !"false".equals(attributes.get("Enabled"));
    }

    /** What callers see. */
    Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>(attributes);
        shown.keySet().removeAll(SECRET);
        shown.putIfAbsent("Enabled", "true");
        return shown;
    }

    PlatformApplication with(Map<String, String> changed) {
        Map<String, String> all = new LinkedHashMap<>(attributes);
        all.putAll(changed);
        return new PlatformApplication(platform, name, all);
    }
}
