package cloudjar.services.acmpca;

import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;

/** The end of deleted authorities. */
final class AcmPcaTimers {
    static final String DELETE = "acmpca.delete";

    private AcmPcaTimers() {}

    static void register(TimerHandlers handlers) {
        handlers.register(DELETE, (world, timer, due) -> delete(world, timer));
    }

    static Timer deletion(Authority authority) {
        return Timer.of(DELETE, authority.account() + "/" + authority.region() + "/" + authority.id());
    }

    private static void delete(World world, Timer timer) {
        String[] parts = timer.id().split("/", 3);
        AcmPcaTables tables = AcmPcaTables.in(parts[0], parts[1]);
        boolean unused = world.store().write(tx -> {
            tables.authorities
                    .get(tx, parts[2])
                    .filter(authority -> authority.status() == Authority.Status.DELETED)
                    .ifPresent(authority -> {
                        tables.authorities.delete(tx, authority.id());
                        tables.issued.deleteRange(tx, Range.prefix(Key.of(authority.id())));
                        tables.permissions.deleteRange(tx, Range.prefix(Key.of(authority.id())));
                        tables.reports.deleteRange(tx, Range.prefix(Key.of(authority.id())));
                        Publisher.announce(tx, authority.with((Revocation) null));
                    });
            return true;
        });
    }
}
