package cloudjar.services.acm;

import cloudjar.kernel.call.Pace;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.acm.Certificate.Renewal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What certificates do by themselves: they are validated and issued, renewed and come to their ends. */
final class AcmTimers {
    static final String VALIDATE = "acm.validate";
    static final String RENEW = "acm.renew";
    static final String EXPIRE = "acm.expire";

    private static final Duration DAY = Duration.ofDays(1);

    /** So long at least a request can be seen waiting. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final Duration REAL = Duration.ofMinutes(3);

    /** Who makes a record when asked for it has it found within seconds, who takes hours within minutes. */
    private static final int PATIENCE = 4;

    private static final Duration VALIDATION_PAUSE_MAX = Duration.ofMinutes(5);

    /** As AWS says of renewals that wait for somebody. */
    private static final Duration RENEWAL_PAUSE = Duration.ofHours(1);

    private final Issuance issuance;
    private final CertificateEvents events;
    private final Pace pace;
    private final LimitProfile limits;

    AcmTimers(Issuance issuance, CertificateEvents events, Pace pace, LimitProfile limits) {
        this.issuance = issuance;
        this.events = events;
        this.pace = pace;
        this.limits = limits;
    }

    void register(TimerHandlers handlers) {
        handlers.register(VALIDATE, (world, timer, due) -> validate(world, timer, due));
        handlers.register(EXPIRE, (world, timer, due) -> expire(world, timer, due));
        handlers.register(RENEW, (world, timer, due) -> renew(world, timer, due));
    }

    private static Timer timer(String handler, Certificate certificate) {
        return Timer.of(handler, certificate.account() + "/" + certificate.region() + "/" + certificate.id());
    }

    private static Optional<Certificate> of(World world, Timer timer) {
        String[] parts = timer.id().split("/", 3);
        return world.store()
                .read(snapshot -> AcmTables.in(parts[0], parts[1]).certificates.get(snapshot, parts[2]));
    }

    static void cancel(Tx tx, Certificate certificate) {
        tx.cancel(VALIDATE, timer(VALIDATE, certificate).id());
        tx.cancel(RENEW, timer(RENEW, certificate).id());
        tx.cancel(EXPIRE, timer(EXPIRE, certificate).id());
    }

    /** Sets the timer of a request's first validation. */
    void arm(Tx tx, Certificate certificate, Instant now) {
        tx.at(now.plus(pace == Pace.INSTANT ? AT_ONCE : REAL), timer(VALIDATE, certificate));
    }

    /** Sets the timer of another look, the later the longer the request waits. */
    static void armValidation(Tx tx, Certificate certificate, Instant now) {
        Duration pause = Duration.between(certificate.created(), now).dividedBy(PATIENCE);
        Duration bounded = pause.compareTo(AT_ONCE) < 0
                ? AT_ONCE
                : pause.compareTo(VALIDATION_PAUSE_MAX) > 0 ? VALIDATION_PAUSE_MAX : pause;
        Instant next = now.plus(bounded);
        Instant deadline = deadline(certificate);
        tx.at(next.isBefore(deadline) ? next : deadline, timer(VALIDATE, certificate));
    }

    /** When a request times out. */
    static Instant deadline(Certificate certificate) {
        return certificate.created().plus(Duration.ofHours(AcmLimits.VALIDATION_HOURS.current()));
    }

    private void validate(World world, Timer timer, Instant due) {
        of(world, timer)
                .filter(waiting -> waiting.status() == Certificate.Status.PENDING_VALIDATION)
                .ifPresent(waiting -> {
                    Certificate.Request request = waiting.request();
                    if (request != null) {
                        issuance.validate(world, waiting, request, due);
                    }
                });
    }

    /** Sets the timer of a certificate's renewal; where it is time already, of one soon. */
    static void armRenewal(Tx tx, Certificate certificate, Instant now, LimitProfile limits) {
        Instant start = CertificateEvents.end(certificate)
                .minus(Duration.ofDays(
                        (certificate.isPrivate() ? AcmLimits.PRIVATE_RENEWAL_DAYS : AcmLimits.PUBLIC_RENEWAL_DAYS)
                                .in(limits)));
        tx.at(start.isAfter(now) ? start : now.plus(RENEWAL_PAUSE), timer(RENEW, certificate));
    }

    /** As the other, for an operation. */
    void armRenewal(Tx tx, Certificate certificate, Instant now) {
        armRenewal(tx, certificate, now, limits);
    }

    /** Renews a certificate that was exported, as nothing else uses them yet; tries again while it can't be. */
    private void renew(World world, Timer timer, Instant due) {
        Certificate old = of(world, timer)
                .filter(there -> CertificateForms.isRenewable(there, due))
                .orElse(null);
        if (old == null) {
            return;
        }
        issuance.renew(world, old, due);
        Instant next = due.plus(RENEWAL_PAUSE);
        boolean unused = world.store().write(tx -> AcmTables.in(old.account(), old.region())
                .certificates
                .get(tx, old.id())
                .filter(there ->
                        there.renewal() != null && !there.renewal().status().equals(Renewal.SUCCESS))
                .filter(there -> there.exported() && next.isBefore(CertificateEvents.end(there)))
                .map(there -> {
                    tx.at(next, timer);
                    return true;
                })
                .orElse(false));
    }

    /** Sets the timer of the first event about a certificate's end. */
    static void armExpiry(Tx tx, Certificate certificate, LimitProfile limits) {
        tx.at(firstEvent(tx, certificate, limits), timer(EXPIRE, certificate));
    }

    /** As the other, for an operation. */
    void armExpiry(Tx tx, Certificate certificate) {
        armExpiry(tx, certificate, limits);
    }

    private static Instant firstEvent(Tx tx, Certificate certificate, LimitProfile limits) {
        AcmTables tables = AcmTables.in(certificate.account(), certificate.region());
        boolean isPublic = certificate.type().equals(Certificate.AMAZON_ISSUED);
        long days = ConfigurationOperations.daysBeforeExpiry(tx, tables)
                .orElse((isPublic ? AcmLimits.PUBLIC_EVENT_DAYS : AcmLimits.EVENT_DAYS).in(limits));
        return CertificateEvents.end(certificate).minus(Duration.ofDays(days));
    }

    /** As {@link #armExpiry}, of a certificate that may have been told of already: not again before a day has passed. */
    void rearmExpiry(Tx tx, Certificate certificate, Instant now) {
        if (certificate.issue() == null || !CertificateEvents.end(certificate).isAfter(now)) {
            return;
        }
        Instant first = firstEvent(tx, certificate, limits);
        tx.at(first.isAfter(now) ? first : now.plus(DAY), timer(EXPIRE, certificate));
    }

    /** What is imported ends too. */
    void imported(World world, Certificate certificate, boolean again, Instant now) {
        events.available(world, certificate, again ? "REIMPORT" : "IMPORT", now);
    }

    /** An event a day, as the end comes nearer, and one when it is there; that one not of what was imported. */
    private void expire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", 3);
        AcmTables tables = AcmTables.in(parts[0], parts[1]);
        Optional<Certificate> found = world.store().write(tx -> {
            Optional<Certificate> live = tables.certificates
                    .get(tx, parts[2])
                    .filter(there -> there.issue() != null && there.status() == Certificate.Status.ISSUED);
            live.ifPresent(there -> expire(tx, tables, there, timer, due));
            return live;
        });
        found.ifPresent(certificate -> {
            if (due.isBefore(CertificateEvents.end(certificate))) {
                events.approachesExpiry(world, certificate, due);
            } else if (!certificate.isImported()) {
                events.expired(world, certificate, due);
            }
        });
    }

    private static void expire(Tx tx, AcmTables tables, Certificate certificate, Timer timer, Instant due) {
        Instant end = CertificateEvents.end(certificate);
        Renewal renewal = certificate.renewal();
        if (due.isBefore(end)) {
            Instant next = due.plus(DAY);
            tx.at(next.isBefore(end) ? next : end, timer);
        } else if (renewal != null && renewal.status().equals(Renewal.PENDING_VALIDATION)) {
            tables.certificates.put(
                    tx,
                    certificate.id(),
                    certificate.with(new Renewal(Renewal.FAILED, renewal.reason(), renewal.validated(), due)));
        }
    }
}
