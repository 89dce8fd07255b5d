package cloudjar.gateway;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.web.PublicDocuments;
import cloudjar.kernel.web.PublicDocuments.Document;
import cloudjar.kernel.world.World;
import cloudjar.kernel.world.Worlds;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.HttpResponse;
import java.io.IOException;
import java.util.Optional;

/** Serves the documents that AWS shows to everybody, and answers what everybody may ask. */
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
    public HttpResponse answer(HttpRequest request, Visitor visitor) throws IOException {
        World world = worlds.find(visitor.world()).orElse(null);
        if (world == null) {
            return new HttpResponse(404);
        }
        Optional<Document> found = request.method().equals("POST")
                ? documents.answer(world, request.rawPath(), Bytes.wrap(request.bytes()))
                : documents.find(world, request.rawPath());
        return found.map(document -> new HttpResponse(200)
                        .header("Content-Type", document.contentType())
                        .content(document.content().toArray()))
                .orElseGet(() -> new HttpResponse(404));
    }
}
