package cloudjar.server.admin;

import cloudjar.kernel.archive.ArchiveRefusedException;
import cloudjar.kernel.world.World;
import cloudjar.kernel.world.WorldArchives;
import cloudjar.kernel.world.WorldRefusedException;
import cloudjar.kernel.world.Worlds;
import cloudjar.protocols.HttpResponse;
import java.io.IOException;
import java.io.InputStream;

/** Worlds as files: {@code GET /_cloudjar/export} sends one, {@code POST /_cloudjar/import} makes one of a body. */
final class ArchivePages {
    private final Worlds worlds;
    private final WorldArchives archives;

    ArchivePages(Worlds worlds) {
        this.worlds = worlds;
        this.archives = new WorldArchives(worlds);
    }

    /** Sends the request's world. A connection that ends early leaves the caller with a file that no import takes. */
    HttpResponse export(AdminRequest request) {
        if (!request.method().equals("GET")) {
            throw AdminException.methodNotAllowed(request.method(), request.path(), "GET");
        }
        try {
            World world = worlds.get(request.world());
            return new HttpResponse(200)
                    .header("Content-Type", "application/octet-stream")
                    .header("Content-Disposition", "attachment; filename=\"" + world.id() + ".cloudjar\"")
                    .header("Cache-Control", "no-store")
                    .content((HttpResponse.Writer) out -> archives.export(world.id(), out));
        } catch (WorldRefusedException e) {
            throw WorldsPage.refusal(e);
        }
    }

    /** Makes the request's world of the body, in place of the one of that name if there is one. */
    HttpResponse importFrom(AdminRequest request, InputStream body) throws IOException {
        request.only("POST");
        try {
            return WorldsPage.shown(201, archives.importFrom(request.world(), body));
        } catch (WorldRefusedException e) {
            throw WorldsPage.refusal(e);
        } catch (ArchiveRefusedException e) {
            throw AdminException.badRequest("nothing was imported: " + e.getMessage());
        }
    }
}
