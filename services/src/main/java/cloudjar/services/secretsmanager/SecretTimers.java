package cloudjar.services.secretsmanager;

import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import java.time.Instant;

/** What secrets do by themselves: they end, and they are rotated. */
final class SecretTimers {
    static final String DELETE = "secretsmanager.delete";
    static final String SCHEDULE = "secretsmanager.schedule";
    static final String STEP = "secretsmanager.step";
    static final String TRY = "secretsmanager.try";

    private SecretTimers() {}

    static void register(TimerHandlers handlers, Rotations rotations) {
        handlers.register(DELETE, (world, timer, due) -> fireDelete(world, timer));
        handlers.register(SCHEDULE, (world, timer, due) -> rotations.begin(world, place(timer), due));
        handlers.register(STEP, (world, timer, due) -> rotations.step(world, timer, due));
        handlers.register(TRY, (world, timer, due) -> rotations.attempt(world, place(timer)));
    }

    /** Where the secret of a timer is. */
    record Place(String account, String region, String what, String name) {
        SecretsManagerTables tables() {
            return SecretsManagerTables.in(account, region);
        }
    }

    static Place place(Timer timer) {
        String[] parts = timer.id().split("/", 4);
        return new Place(parts[0], parts[1], parts[2], parts[3]);
    }

    static Timer deletion(Secret secret) {
        return timer(DELETE, secret, "");
    }

    static Timer schedule(Secret secret) {
        return timer(SCHEDULE, secret, "");
    }

    static Timer step(Secret secret, int step) {
        return timer(STEP, secret, Integer.toString(step));
    }

    /** The try of a function with a version that goes afterwards. */
    static Timer attempt(Secret secret, String version) {
        return timer(TRY, secret, version);
    }

    /** Takes away what a rotation would do next. */
    static void cancelSteps(Tx tx, Secret secret) {
        for (int step = 0; step < Rotations.STEPS.size(); step++) {
            tx.cancel(STEP, step(secret, step).id());
        }
    }

    private static Timer timer(String handler, Secret secret, String what) {
        return Timer.of(handler, secret.account() + "/" + secret.region() + "/" + what + "/" + secret.name());
    }

    /** Sets the timer of the next rotation, or takes it away. */
    static void arm(Tx tx, Secret secret) {
        Instant next = secret.rotation().next();
        if (next == null) {
            tx.cancel(SCHEDULE, schedule(secret).id());
        } else {
            tx.at(next, schedule(secret));
        }
    }

    static void cancel(Tx tx, Secret secret) {
        tx.cancel(DELETE, deletion(secret).id());
        tx.cancel(SCHEDULE, schedule(secret).id());
    }

    private static void fireDelete(World world, Timer timer) {
        Place place = place(timer);
        Instant now = world.clock().now();
        boolean unused = world.store().write(tx -> {
            place.tables()
                    .secrets
                    .get(tx, place.name())
                    .filter(secret ->
                            secret.deletion() != null && !secret.deletion().isAfter(now))
                    .ifPresent(secret -> VersionBook.delete(tx, secret));
            return true;
        });
    }
}
