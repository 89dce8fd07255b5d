package cloudjar.gateway;

import cloudjar.kernel.web.PublicDocuments;
import cloudjar.kernel.world.World;
import cloudjar.kernel.world.Worlds;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.HttpResponse;
import java.util.Optional;

/** Serves the documents that AWS shows to everybody. */
public final class DocumentDoor implements SideDoor {
    private final PublicDocuments documents;
    private final Worlds worlds;

    public DocumentDoor(PublicDocuments documents, Worlds worlds) {
        this.documents = documents;
        this.worlds = worlds;
    }

    @Override
    public boolean claims(String rawPath) {
        return documents.claims(rawPath);
    }

    @Override
    public HttpResponse answer(HttpRequest request, Visitor visitor) {
        Optional<World> world = worlds.find(visitor.world());
        return world.flatMap(found -> documents.find(found, request.rawPath()))
                .map(document -> new HttpResponse(200)
                        .header("Content-Type", document.contentType())
                        .content(document.content().toArray()))
                .orElseGet(() -> new HttpResponse(404));
    }
}
