package cloudjar.kernel.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Worlds on their way to files and from them; any engine takes what another one gave. Thread-safe. */
public final class WorldArchives {
    private final Drafts drafts;

    /** Archives of these worlds. */
    public WorldArchives(Worlds worlds) {
        this.drafts = worlds.drafts();
    }

    /**
     * Writes a world as it is now, with its content, timers and time; it goes on meanwhile. The stream is not closed.
     *
     * @throws WorldRefusedException when there is none; nothing is written then
     */
    public void export(String id, OutputStream archive) throws IOException {
        Draft draft = drafts.of(id);
        try {
            new WorldArchive(draft.store(), draft.blobs()).writeTo(archive);
        } finally {
            drafts.abandon(draft);
        }
    }

    /**
     * Makes a world of an archive, in place of the one of that name if there is one, whose waits end. The archive is read to
     * its end before anything changes. Timers of it that have fallen due since have fired when this returns.
     *
     * @throws WorldRefusedException when there may not be a world of that name
     * @throws cloudjar.kernel.archive.ArchiveRefusedException when the archive is refused
     * @throws IOException when the archive cannot be read, or its content not be kept
     */
    public World importFrom(String id, InputStream archive) throws IOException {
        Draft draft = drafts.emptyFor(id);
        boolean read = false;
        try {
            new WorldArchive(draft.store(), draft.blobs()).readFrom(archive);
            read = true;
        } finally {
            if (!read) {
                drafts.abandon(draft);
            }
        }
        return drafts.settle(draft, id);
    }
}
