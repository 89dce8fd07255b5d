package cloudjar.services.sns;

import cloudjar.kernel.json.Json;

/** A JSON object with a member on each line, as AWS writes envelopes. */
final class JsonLines {
    private final StringBuilder out;
    private String separator = "{\n";

    JsonLines(int capacity) {
        out = new StringBuilder(capacity);
    }

    JsonLines add(String name, String value) {
        return addJson(name, Json.quote(value));
    }

    JsonLines addJson(String name, String json) {
        out.append(separator).append("  \"").append(name).append("\" : ").append(json);
        separator = ",\n";
        return this;
    }

    String close() {
        return out.append("\n}").toString();
    }
}
