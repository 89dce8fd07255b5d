package cloudjar.kernel.call;

import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every access key of a world. The services that make keys say where theirs are looked up; the gateway asks for each signed
 * call. Thread-safe.
 */
public final class Credentials {
    /** The secret of every access key that no service made. */
    public static final String ROOT_SECRET = "test";

    /** The access key, beside account ids, that root users may sign with where signatures are checked. */
    public static final String ROOT_KEY = "test";

    private final List<Source> sources = new CopyOnWriteArrayList<>();
    private final List<Consumer<KeyUse>> watchers = new CopyOnWriteArrayList<>();
    private final boolean verified;

    /** Of a cloud in which signatures are not checked. */
    public Credentials() {
        this(false);
    }

    /** @param verified whether signatures are checked */
    public Credentials(boolean verified) {
        this.verified = verified;
    }

    /** Whether signatures are checked. */
    public boolean verified() {
        return verified;
    }

    /** Where one service keeps the keys that it makes; asked for every call, so it must be quick. */
    @FunctionalInterface
    public interface Source {
        /** The key, whatever its state; null where it is none of this service's. */
        @Nullable
        Credential find(World world, String accessKeyId);
    }

    /** Adds the keys that a service makes. */
    public void add(Source source) {
        sources.add(source);
    }

    /** Adds somebody who is told of every use of a key, in the course of the call: so it must be quick. */
    public void watchedBy(Consumer<KeyUse> watcher) {
        watchers.add(watcher);
    }

    /** Tells of a use. */
    public void used(KeyUse use) {
        watchers.forEach(watcher -> watcher.accept(use));
    }

    /** The key with that id, whatever its state; null where no service made it. */
    public @Nullable Credential find(World world, String accessKeyId) {
        for (Source source : sources) {
            Credential found = source.find(world, accessKeyId);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /**
     * What an access key stands for. A key that no service made is that of the root user of the account that it names, so
     * that a cloud can be used before there is anybody in it. Where signatures are checked, only account ids and
     * {@value #ROOT_KEY} are such keys, and others stand for nobody: null.
     */
    public @Nullable Credential signer(World world, String accessKeyId, Partition partition) {
        Credential made = find(world, accessKeyId);
        if (made != null) {
            return made;
        }
        if (verified && !accessKeyId.equals(ROOT_KEY) && !Account.isId(accessKeyId)) {
            return null;
        }
        Principal root = new Principal.Root(Account.ofAccessKey(accessKeyId), partition);
        return new Credential(accessKeyId, ROOT_SECRET, null, null, true, root);
    }
}
