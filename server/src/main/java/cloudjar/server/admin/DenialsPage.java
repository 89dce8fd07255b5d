package cloudjar.server.admin;

import cloudjar.gateway.authorize.Denial;
import cloudjar.gateway.authorize.Denials;
import cloudjar.kernel.policy.Opinion;
import cloudjar.kernel.policy.StatementRef;
import cloudjar.protocols.HttpResponse;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code /_cloudjar/iam/denials}: the last calls that were refused, or would have been, newest first, and why. Parameters:
 * {@code limit}, and {@code principal}, {@code action}, {@code service} and {@code world} to see only those.
 */
final class DenialsPage implements Page {
    private static final int LIMIT_DEFAULT = 100;

    private final Denials denials;

    DenialsPage(Denials denials) {
        this.denials = denials;
    }

    @Override
    public HttpResponse answer(AdminRequest request) throws IOException {
        request.only("GET");
        List<Denial> found = denials.recent(denial -> wanted(denial, request), limit(request));
        return Json.object(out -> {
            out.writeNumberField("count", denials.count());
            out.writeArrayFieldStart("denials");
            for (Denial denial : found) {
                write(denial, out);
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

    private static boolean wanted(Denial denial, AdminRequest request) {
        return matches(request.parameter("principal"), denial.principal())
                && matches(request.parameter("action"), denial.action())
                && matches(request.parameter("service"), denial.service())
                && matches(request.parameter("world"), denial.world());
    }

    private static boolean matches(Optional<String> wanted, String actual) {
        return wanted.isEmpty() || wanted.get().equalsIgnoreCase(actual);
    }

    private static void write(Denial denial, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("sequence", denial.sequence());
        out.writeStringField("time", denial.time().toString());
        out.writeStringField("requestId", denial.requestId());
        out.writeStringField("world", denial.world());
        out.writeStringField("account", denial.account());
        out.writeStringField("region", denial.region());
        out.writeStringField("principal", denial.principal());
        out.writeStringField("service", denial.service());
        out.writeStringField("operation", denial.operation());
        out.writeStringField("action", denial.action());
        out.writeStringField("resource", denial.resource());
        out.writeBooleanField("refused", denial.refused());
        out.writeStringField("reason", denial.message());
        StatementRef statement = denial.statement();
        if (statement != null) {
            out.writeObjectFieldStart("statement");
            write(statement, out);
            out.writeEndObject();
        }
        out.writeArrayFieldStart("explain");
        for (Opinion opinion : denial.opinions()) {
            write(opinion, out);
        }
        out.writeEndArray();
        out.writeObjectFieldStart("context");
        for (Map.Entry<String, List<String>> key : new TreeMap<>(denial.context()).entrySet()) {
            out.writeArrayFieldStart(key.getKey());
            for (String value : key.getValue()) {
                out.writeString(value);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void write(Opinion opinion, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("kind", word(opinion.kind()));
        out.writeStringField("says", word(opinion.verdict()));
        out.writeArrayFieldStart("policies");
        for (String policy : opinion.policies()) {
            out.writeString(policy);
        }
        out.writeEndArray();
        if (opinion.by() != null) {
            out.writeObjectFieldStart("by");
            write(opinion.by(), out);
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void write(StatementRef statement, JsonGenerator out) throws IOException {
        out.writeStringField("policy", statement.policy());
        out.writeNumberField("index", statement.index());
        if (statement.sid() != null) {
            out.writeStringField("sid", statement.sid());
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
