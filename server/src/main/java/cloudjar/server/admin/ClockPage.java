package cloudjar.server.admin;

import cloudjar.kernel.clock.Clock;
import cloudjar.kernel.world.WorldRefusedException;
import cloudjar.kernel.world.Worlds;
import cloudjar.protocols.HttpResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * {@code /_cloudjar/clock}: {@code GET} shows a world's time. {@code POST} to {@code freeze}, {@code run}, {@code reset},
 * {@code set} (with {@code time}, ISO 8601) or {@code advance} (with {@code by}, such as {@code PT5M} or {@code 14d})
 * below it changes it and answers when every timer that fell due has fired.
 */
final class ClockPage implements Page {
    private final Worlds worlds;

    ClockPage(Worlds worlds) {
        this.worlds = worlds;
    }

    @Override
    public HttpResponse answer(AdminRequest request) throws IOException {
        Clock clock;
        try {
            clock = worlds.get(request.world()).clock();
        } catch (WorldRefusedException e) {
            throw WorldsPage.refusal(e);
        }
        if (request.rest().isEmpty()) {
            request.only("GET");
        } else {
            request.only("POST");
            change(clock, request);
        }
        return Json.object(out -> {
            out.writeStringField("world", request.world());
            out.writeStringField("time", clock.now().toString());
            out.writeBooleanField("frozen", clock.frozen());
        });
    }

    private static void change(Clock clock, AdminRequest request) {
        switch (request.rest()) {
            case "freeze" -> clock.freeze();
            case "run" -> clock.resume();
            case "reset" -> clock.reset();
            case "set" -> clock.set(time(request.required("time")));
            case "advance" -> clock.advance(TimeSpan.parse(request.required("by")));
            default ->
                throw AdminException.notFound(
                        "a clock cannot '" + request.rest() + "': it can freeze, run, set, advance and reset");
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw AdminException.badRequest("'time' is like 2030-01-31T12:00:00Z, not '" + text + "'");
        }
    }
}
