package cloudjar.services.kms;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.kms.KmsTables.PartKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What keys do by themselves: they rotate, expire and end. */
final class KmsTimers {
    static final String DELETE = "kms.delete";
    static final String ROTATE = "kms.rotate";
    static final String EXPIRE = "kms.expire";

    private final Materials materials;

    KmsTimers(Materials materials) {
        this.materials = materials;
    }

    /** Registers the handlers. */
    void register(TimerHandlers handlers) {
        handlers.register(DELETE, (world, timer, due) -> fireDelete(world, timer));
        handlers.register(ROTATE, this::fireRotate);
        handlers.register(EXPIRE, (world, timer, due) -> fireExpire(world, timer));
    }

    static Timer deletion(KmsKey key) {
        return timer(DELETE, key, "");
    }

    static Timer rotation(KmsKey key) {
        return timer(ROTATE, key, "");
    }

    static Timer expiry(KmsKey key, String material) {
        return timer(EXPIRE, key, material);
    }

    /** As the other, in another region of the key. */
    static Timer expiry(KmsKey key, String region, String material) {
        return Timer.of(EXPIRE, key.account() + "/" + region + "/" + key.id() + "/" + material);
    }

    private static Timer timer(String handler, KmsKey key, String what) {
        return Timer.of(handler, key.account() + "/" + key.region() + "/" + key.id() + "/" + what);
    }

    private static void fireDelete(World world, Timer timer) {
        String[] parts = timer.id().split("/", -1);
        KmsTables tables = KmsTables.in(parts[0], parts[1]);
        Instant now = world.clock().now();
        boolean unused = world.store().write(tx -> {
            tables.keys
                    .get(tx, parts[2])
                    .filter(key -> key.status().state() == KmsKey.State.PENDING_DELETION)
                    .ifPresent(key -> delete(tx, tables, key, now));
            return true;
        });
    }

    private static void delete(Tx tx, KmsTables tables, KmsKey key, Instant now) {
        tables.keys.delete(tx, key.id());
        tables.materials.deleteRange(tx, Range.prefix(Key.of(key.id())));
        tables.grants.deleteRange(tx, Range.prefix(Key.of(key.id())));
        tables.uses.deleteRange(tx, Range.prefix(Key.of(key.id())));
        for (Alias alias : tables.byTarget.find(tx, key.id()).values()) {
            tables.aliases.delete(tx, alias.name());
        }
        tx.cancel(ROTATE, rotation(key).id());
        KmsKey.MultiRegion regions = key.multiRegion();
        if (regions != null && key.isReplica()) {
            List<String> left = new ArrayList<>(regions.replicas());
            left.remove(key.region());
            Replicas.spread(tx, key, new KmsKey.MultiRegion(regions.primary(), left));
            if (left.isEmpty()) {
                releasePrimary(tx, key, regions.primary(), now);
            }
        }
    }

    /** A primary key that waited for its replicas begins to wait for its own end. */
    private static void releasePrimary(Tx tx, KmsKey replica, String region, Instant now) {
        KmsTables tables = KmsTables.in(replica.account(), region);
        tables.keys
                .get(tx, replica.id())
                .filter(key -> key.status().state() == KmsKey.State.PENDING_REPLICA_DELETION)
                .ifPresent(key -> {
                    int days = key.status().windowDays();
                    Instant deletion = now.plus(Duration.ofDays(days));
                    tables.keys.put(
                            tx, key.id(), key.with(new KmsKey.Status(KmsKey.State.PENDING_DELETION, deletion, days)));
                    tx.at(deletion, deletion(key));
                });
    }

    private void fireRotate(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", -1);
        KmsTables tables = KmsTables.in(parts[0], parts[1]);
        Material made = materials.make(KeyKind.SYMMETRIC_DEFAULT, parts[2], world.ids(), due);
        boolean unused = world.store().write(tx -> {
            tables.keys
                    .get(tx, parts[2])
                    .filter(key -> key.rotation().enabled())
                    .ifPresent(key -> Rotations.automatic(tx, key, made, due));
            return true;
        });
    }

    private static void fireExpire(World world, Timer timer) {
        String[] parts = timer.id().split("/", -1);
        KmsTables tables = KmsTables.in(parts[0], parts[1]);
        Instant now = world.clock().now();
        boolean unused = world.store().write(tx -> {
            PartKey place = new PartKey(parts[2], parts[3]);
            tables.materials
                    .get(tx, place)
                    .filter(material -> material.imported() != null
                            && material.imported().validTo() != null
                            && !material.imported().validTo().isAfter(now))
                    .ifPresent(material ->
                            tables.keys.get(tx, parts[2]).ifPresent(key -> ImportedMaterial.forget(tx, key, material)));
            return true;
        });
    }
}
