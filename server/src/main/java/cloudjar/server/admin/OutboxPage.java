package cloudjar.server.admin;

import cloudjar.kernel.world.World;
import cloudjar.kernel.world.WorldRefusedException;
import cloudjar.kernel.world.Worlds;
import cloudjar.protocols.HttpResponse;
import cloudjar.services.sns.Outbox;
import cloudjar.services.sns.OutboxMessage;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;

/**
 * {@code /_cloudjar/outbox}: the e-mails, text messages and pushes of a world, newest first. Parameter: {@code limit}.
 */
final class OutboxPage implements Page {
    private static final int LIMIT_DEFAULT = 100;

    private final Worlds worlds;

    OutboxPage(Worlds worlds) {
        this.worlds = worlds;
    }

    @Override
    public HttpResponse answer(AdminRequest request) throws IOException {
        request.only("GET");
        int limit = limit(request);
        World world;
        try {
            world = worlds.get(request.world());
        } catch (WorldRefusedException e) {
            throw WorldsPage.refusal(e);
        }
        return Json.object(out -> {
            out.writeStringField("world", request.world());
            out.writeArrayFieldStart("messages");
            for (OutboxMessage message : Outbox.newest(world, limit)) {
                write(message, out);
            }
            out.writeEndArray();
        });
    }

    private static int limit(AdminRequest request) {
        String text = request.parameter("limit").orElse(Integer.toString(LIMIT_DEFAULT));
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw AdminException.badRequest("'limit' is a number from 1 to 99999, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static void write(OutboxMessage message, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", message.id());
        out.writeStringField(
                "time", Instant.ofEpochMilli(message.sentAtMillis()).toString());
        out.writeStringField("way", message.way());
        out.writeStringField("to", message.to());
        out.writeStringField("from", message.from());
        if (message.subject() != null) {
            out.writeStringField("subject", message.subject());
        }
        out.writeStringField("body", message.body());
        out.writeEndObject();
    }
}
