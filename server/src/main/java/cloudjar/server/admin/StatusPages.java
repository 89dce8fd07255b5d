package cloudjar.server.admin;

import cloudjar.protocols.HttpResponse;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Whether the server is up and what it serves, in our words and in LocalStack's. */
final class StatusPages {
    private static final String EDITION = "community";
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private final String version;
    private final List<String> services;
    private final Instant started;

    StatusPages(String version, List<String> services, Instant started) {
        this.version = version;
        this.services = List.copyOf(services);
        this.started = started;
    }

    /** {@code /_cloudjar/health}. */
    HttpResponse health(AdminRequest request) throws IOException {
        request.only("GET");
        return Json.object(out -> {
            out.writeStringField("status", "ok");
            out.writeStringField("version", version);
            out.writeNumberField("uptimeSeconds", uptime().toSeconds());
            writeServices(out);
        });
    }

    /** {@code /_localstack/health}: every service is there from the start, so each is available. */
    HttpResponse localStackHealth(AdminRequest request) throws IOException {
        request.only("GET");
        return Json.object(out -> {
            writeServices(out);
            out.writeStringField("edition", EDITION);
            out.writeStringField("version", version);
        });
    }

    /** {@code /_localstack/info}. */
    HttpResponse localStackInfo(AdminRequest request) throws IOException {
        request.only("GET");
        return Json.object(out -> {
            out.writeStringField("version", version);
            out.writeStringField("edition", EDITION);
            out.writeBooleanField("is_license_activated", false);
            out.writeStringField("session_id", Long.toHexString(started.toEpochMilli()));
            out.writeStringField("machine_id", "cloudjar");
            out.writeStringField("system", "cloudjar");
            out.writeBooleanField("is_docker", false);
            out.writeStringField("server_time_utc", SECONDS.format(Instant.now().atOffset(ZoneOffset.UTC)));
            out.writeNumberField("uptime", uptime().toSeconds());
        });
    }

    private Duration uptime() {
        return Duration.between(started, Instant.now());
    }

    private void writeServices(JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("services");
        for (String service : services) {
            out.writeStringField(service, "available");
        }
        out.writeEndObject();
    }
}
