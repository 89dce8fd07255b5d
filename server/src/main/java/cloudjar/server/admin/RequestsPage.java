package cloudjar.server.admin;

import cloudjar.gateway.audit.AuditLog;
import cloudjar.gateway.audit.AuditRecord;
import cloudjar.protocols.HttpResponse;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /_cloudjar/requests}: the last calls, newest first. Parameters: {@code limit}, and {@code service},
 * {@code operation}, {@code status} and {@code world} to see only those.
 */
final class RequestsPage implements Page {
    private static final int LIMIT_DEFAULT = 100;
    private static final int LIMIT_MAX = 1_000_000;

    private final AuditLog audit;

    RequestsPage(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    public HttpResponse answer(AdminRequest request) throws IOException {
        request.only("GET");
        int limit = limit(request);
        List<AuditRecord> records = audit.recent(LIMIT_MAX).stream()
                .filter(record -> wanted(record, request))
                .limit(limit)
                .toList();
        return Json.object(out -> {
            out.writeNumberField("inFlight", audit.inFlight());
            out.writeArrayFieldStart("requests");
            for (AuditRecord record : records) {
                write(record, out);
            }
            out.writeEndArray();
        });
    }

    private static int limit(AdminRequest request) {
        String text = request.parameter("limit").orElse(Integer.toString(LIMIT_DEFAULT));
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw AdminException.badRequest("'limit' is a number from 1 to 999999, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static boolean wanted(AuditRecord record, AdminRequest request) {
        return matches(request.parameter("service"), record.service())
                && matches(request.parameter("operation"), record.operation())
                && matches(request.parameter("status"), Integer.toString(record.status()))
                && matches(request.parameter("world"), record.world());
    }

    private static boolean matches(Optional<String> wanted, String actual) {
        return wanted.isEmpty() || wanted.get().equalsIgnoreCase(actual);
    }

    private static void write(AuditRecord record, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("sequence", record.sequence());
        out.writeStringField("time", record.time().toString());
        out.writeStringField("requestId", record.requestId());
        out.writeStringField("world", record.world());
        out.writeStringField("account", record.account());
        out.writeStringField("region", record.region());
        out.writeStringField("principal", record.principal());
        out.writeStringField("service", record.service());
        out.writeStringField("operation", record.operation());
        out.writeNumberField("depth", record.depth());
        out.writeNumberField("status", record.status());
        optional(out, "errorCode", record.errorCode());
        optional(out, "message", record.message());
        out.writeNumberField("elapsedMicros", record.elapsed().toNanos() / 1000);
        optional(out, "method", record.method());
        optional(out, "target", record.target());
        out.writeEndObject();
    }

    private static void optional(JsonGenerator out, String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }
}
