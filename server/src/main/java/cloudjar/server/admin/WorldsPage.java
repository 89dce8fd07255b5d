package cloudjar.server.admin;

import cloudjar.kernel.world.World;
import cloudjar.kernel.world.WorldRefusedException;
import cloudjar.kernel.world.Worlds;
import cloudjar.protocols.HttpResponse;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code /_cloudjar/worlds}: {@code GET} lists them; {@code POST} with {@code id} makes an empty one, with {@code from}
 * too a fork of that one. {@code /_cloudjar/worlds/ID}: {@code GET} shows it, {@code DELETE} deletes it.
 */
final class WorldsPage implements Page {
    private static final String PATH = "/_cloudjar/worlds";

    private final Worlds worlds;

    WorldsPage(Worlds worlds) {
        this.worlds = worlds;
    }

    @Override
    public HttpResponse answer(AdminRequest request) throws IOException {
        try {
            if (request.rest().isEmpty()) {
                return request.only("GET", "POST").is("POST") ? make(request) : list();
            }
            return request.only("GET", "DELETE").is("DELETE") ? delete(request.rest()) : show(request);
        } catch (WorldRefusedException e) {
            throw refusal(e);
        }
    }

    /** {@code /_cloudjar/reset} and {@code /_localstack/state/reset}: empties the request's world. */
    HttpResponse reset(AdminRequest request) throws IOException {
        request.only("POST");
        try {
            World world = worlds.reset(request.world());
            return Json.object(out -> out.writeStringField("reset", world.id()));
        } catch (WorldRefusedException e) {
            throw refusal(e);
        }
    }

    private HttpResponse list() throws IOException {
        return Json.object(out -> {
            out.writeArrayFieldStart("worlds");
            for (String id : worlds.list()) {
                Optional<World> world = worlds.find(id);
                if (world.isPresent()) {
                    out.writeStartObject();
                    write(world.get(), out);
                    out.writeEndObject();
                }
            }
            for (Map.Entry<String, String> damaged : new TreeMap<>(worlds.damaged()).entrySet()) {
                out.writeStartObject();
                out.writeStringField("id", damaged.getKey());
                out.writeStringField("damage", damaged.getValue());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private HttpResponse make(AdminRequest request) throws IOException {
        String id = request.required("id");
        Optional<String> from = request.parameter("from");
        World made = from.isPresent() ? worlds.fork(from.get(), id) : worlds.create(id);
        return shown(201, made);
    }

    /** An answer that shows a world. */
    static HttpResponse shown(int status, World world) throws IOException {
        return Json.object(status, out -> write(world, out));
    }

    private HttpResponse show(AdminRequest request) throws IOException {
        return shown(200, worlds.get(request.rest()));
    }

    private HttpResponse delete(String id) throws IOException {
        worlds.delete(id);
        return Json.object(out -> out.writeStringField("deleted", id));
    }

    private static void write(World world, JsonGenerator out) throws IOException {
        out.writeStringField("id", world.id());
        out.writeStringField("path", world.id().equals(Worlds.DEFAULT) ? "" : PATH + "/" + world.id());
        out.writeStringField("time", world.clock().now().toString());
        out.writeBooleanField("frozen", world.clock().frozen());
    }

    static AdminException refusal(WorldRefusedException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.reason()) {
            case BAD_NAME, DEFAULT -> AdminException.badRequest(message);
            case UNKNOWN -> AdminException.notFound(message);
            case EXISTS, TOO_MANY, DAMAGED -> AdminException.conflict(message);
        };
    }
}
