package cloudjar.services.acm;

import cloudjar.kernel.call.Pace;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;

/** What certificates do by themselves: they are validated and issued, and those that were exported are renewed. */
final class AcmTimers {
    static final String VALIDATE = "acm.validate";
    static final String RENEW = "acm.renew";

    /** So long at least a request can be seen waiting. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final Duration REAL = Duration.ofMinutes(3);

    private final Issuer issuer;
    private final Pace pace;

    AcmTimers(Issuer issuer, Pace pace) {
        this.issuer = issuer;
        this.pace = pace;
    }

    void register(TimerHandlers handlers) {
        handlers.register(VALIDATE, (world, timer, due) -> validate(world, timer, due));
        handlers.register(RENEW, (world, timer, due) -> renew(world, timer, due));
    }

    /** Sets the timer of a request's validation. */
    void arm(Tx tx, Certificate certificate, Instant now) {
        tx.at(now.plus(pace == Pace.INSTANT ? AT_ONCE : REAL), timer(VALIDATE, certificate));
    }

    private static Timer timer(String handler, Certificate certificate) {
        return Timer.of(handler, certificate.account() + "/" + certificate.region() + "/" + certificate.id());
    }

    static void cancel(Tx tx, Certificate certificate) {
        tx.cancel(VALIDATE, timer(VALIDATE, certificate).id());
        tx.cancel(RENEW, timer(RENEW, certificate).id());
    }

    private void validate(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", 3);
        AcmTables tables = AcmTables.in(parts[0], parts[1]);
        Certificate waiting = world.store()
                .read(snapshot -> tables.certificates.get(snapshot, parts[2]).orElse(null));
        if (waiting == null || waiting.status() != Certificate.Status.PENDING_VALIDATION) {
            return;
        }
        put(world, tables, waiting, issuer.issue(world, waiting, due));
    }

    private static void put(World world, AcmTables tables, Certificate seen, Certificate.Issue issue) {
        Instant renewal = Facts.of(issue.content())
                .certificate()
                .getNotAfter()
                .toInstant()
                .minus(Duration.ofDays(AcmLimits.RENEWAL_DAYS.current()));
        boolean unused = world.store().write(tx -> {
            tables.certificates.get(tx, seen.id()).ifPresent(there -> {
                tables.certificates.put(tx, there.id(), there.issued(issue));
                tx.at(renewal, timer(RENEW, there));
            });
            return true;
        });
    }

    private void renew(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", 3);
        AcmTables tables = AcmTables.in(parts[0], parts[1]);
        Certificate old = world.store()
                .read(snapshot -> tables.certificates.get(snapshot, parts[2]).orElse(null));
        // Nothing uses certificates yet, so only what was exported is renewed.
        if (old != null && old.exported() && old.status() == Certificate.Status.ISSUED) {
            renew(world, old, due);
        }
    }

    /** A new certificate for the same key. */
    void renew(World world, Certificate old, Instant now) {
        Certificate.Issue issue = old.issue();
        if (issue != null) {
            PublicKey key = Facts.of(issue.content()).certificate().getPublicKey();
            put(world, AcmTables.in(old.account(), old.region()), old, issuer.issue(world, old, key, issue.key(), now));
        }
    }
}
