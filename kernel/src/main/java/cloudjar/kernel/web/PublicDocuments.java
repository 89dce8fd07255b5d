package cloudjar.kernel.web;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.world.World;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What AWS serves to everybody beside its APIs, such as the certificates by which signatures are checked. Services register
 * theirs when they are made. Thread-safe.
 */
public final class PublicDocuments {
    /** A document as it is sent. */
    public record Document(String contentType, Bytes content) {}

    /** Finds a service's documents. */
    @FunctionalInterface
    public interface Source {
        /** The document of the path in the world; empty where there is none. */
        Optional<Document> find(World world, String path);

        /** The answer to what was sent to the path; empty where nothing is taken there. */
        default Optional<Document> answer(World world, String path, Bytes content) {
            return Optional.empty();
        }
    }

    private record Place(String prefix, Source source) {}

    private final List<Place> places = new CopyOnWriteArrayList<>();

    /** Documents whose paths begin so come from this source. */
    public void add(String pathPrefix, Source source) {
        places.add(new Place(pathPrefix, source));
    }

    /** Whether a path is one of theirs; cheap. */
    public boolean claims(String path) {
        for (Place place : places) {
            if (path.startsWith(place.prefix())) {
                return true;
            }
        }
        return false;
    }

    /** The document of a path. */
    public Optional<Document> find(World world, String path) {
        for (Place place : places) {
            if (path.startsWith(place.prefix())) {
                return place.source().find(world, path);
            }
        }
        return Optional.empty();
    }

    /** The answer to what was sent to a path. */
    public Optional<Document> answer(World world, String path, Bytes content) {
        for (Place place : places) {
            if (path.startsWith(place.prefix())) {
                return place.source().answer(world, path, content);
            }
        }
        return Optional.empty();
    }
}
