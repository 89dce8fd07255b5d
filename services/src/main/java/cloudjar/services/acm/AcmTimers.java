package cloudjar.services.acm;

import cloudjar.kernel.call.Pace;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.vault.Secret;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What certificates do by themselves: they are validated and issued, and those that were exported are renewed. */
final class AcmTimers {
    static final String VALIDATE = "acm.validate";
    static final String RENEW = "acm.renew";
    static final String EXPIRE = "acm.expire";

    private static final Duration DAY = Duration.ofDays(1);

    /** So long at least a request can be seen waiting. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final Duration REAL = Duration.ofMinutes(3);

    private final Issuer issuer;
    private final PrivateIssuer privateIssuer;
    private final CertificateEvents events;
    private final Pace pace;

    AcmTimers(Issuer issuer, PrivateIssuer privateIssuer, CertificateEvents events, Pace pace) {
        this.events = events;
        this.issuer = issuer;
        this.privateIssuer = privateIssuer;
        this.pace = pace;
    }

    void register(TimerHandlers handlers) {
        handlers.register(VALIDATE, (world, timer, due) -> validate(world, timer, due));
        handlers.register(EXPIRE, (world, timer, due) -> expire(world, timer, due));
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
        tx.cancel(EXPIRE, timer(EXPIRE, certificate).id());
    }

    private void validate(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", 3);
        AcmTables tables = AcmTables.in(parts[0], parts[1]);
        Certificate waiting = world.store()
                .read(snapshot -> tables.certificates.get(snapshot, parts[2]).orElse(null));
        if (waiting == null || waiting.status() != Certificate.Status.PENDING_VALIDATION) {
            return;
        }
        Certificate.Request request = waiting.request();
        if (request == null || request.authority() == null) {
            put(world, tables, waiting, issuer.issue(world, waiting, due));
            return;
        }
        KeyPair pair = Issuer.keyPair(request.keyAlgorithm());
        issuePrivately(world, waiting, pair, issuer.sealed(pair.getPrivate()), due);
    }

    /** Has a private authority issue; what it refuses is noted. */
    private void issuePrivately(World world, Certificate certificate, KeyPair pair, Secret key, Instant now) {
        AcmTables tables = AcmTables.in(certificate.account(), certificate.region());
        try {
            put(world, tables, certificate, privateIssuer.issue(world, certificate, pair, key, now));
        } catch (ApiException e) {
            boolean unused = world.store().write(tx -> {
                tables.certificates
                        .get(tx, certificate.id())
                        .ifPresent(there ->
                                tables.certificates.put(tx, there.id(), there.failed(PrivateIssuer.reason(e))));
                return true;
            });
        }
    }

    private void put(World world, AcmTables tables, Certificate seen, Certificate.Issue issue) {
        Certificate issued = seen.issued(issue);
        Instant renewal = CertificateEvents.end(issued).minus(Duration.ofDays(AcmLimits.RENEWAL_DAYS.current()));
        boolean put = world.store().write(tx -> tables.certificates
                .get(tx, seen.id())
                .map(there -> {
                    Certificate now = there.issued(issue);
                    tables.certificates.put(tx, there.id(), now);
                    tx.at(renewal, timer(RENEW, there));
                    armExpiry(tx, tables, now);
                    return true;
                })
                .orElse(false));
        if (put) {
            events.available(world, issued, seen.issue() == null ? "ISSUANCE" : "RENEWAL", issue.at());
        }
    }

    /** Sets the timer of the first event about a certificate's end. */
    static void armExpiry(Tx tx, AcmTables tables, Certificate certificate) {
        Instant end = CertificateEvents.end(certificate);
        tx.at(
                end.minus(Duration.ofDays(ConfigurationOperations.daysBeforeExpiry(tx, tables))),
                timer(EXPIRE, certificate));
    }

    /** As the other, of a certificate that may have been told of already: not again before a day has passed. */
    static void rearmExpiry(Tx tx, AcmTables tables, Certificate certificate, Instant now) {
        if (certificate.issue() == null || !CertificateEvents.end(certificate).isAfter(now)) {
            return;
        }
        Instant first = CertificateEvents.end(certificate)
                .minus(Duration.ofDays(ConfigurationOperations.daysBeforeExpiry(tx, tables)));
        tx.at(first.isAfter(now) ? first : now.plus(DAY), timer(EXPIRE, certificate));
    }

    /** What is imported ends too. */
    void imported(World world, Certificate certificate, boolean again, Instant now) {
        events.available(world, certificate, again ? "REIMPORT" : "IMPORT", now);
    }

    /** An event a day, as the end comes nearer, and one when it is there. */
    private void expire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", 3);
        AcmTables tables = AcmTables.in(parts[0], parts[1]);
        Optional<Certificate> found = world.store().write(tx -> {
            Optional<Certificate> live = tables.certificates
                    .get(tx, parts[2])
                    .filter(there -> there.issue() != null && there.status() == Certificate.Status.ISSUED);
            live.map(CertificateEvents::end).filter(due::isBefore).ifPresent(end -> {
                Instant next = due.plus(DAY);
                tx.at(next.isBefore(end) ? next : end, timer);
            });
            return live;
        });
        if (found.isEmpty()) {
            return;
        }
        Certificate certificate = found.get();
        if (due.isBefore(CertificateEvents.end(certificate))) {
            events.approachesExpiry(world, certificate, due);
        } else {
            events.expired(world, certificate, due);
        }
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
            if (old.isPrivate()) {
                PrivateKey secret = issuer.opened(issue.key(), key.getAlgorithm());
                issuePrivately(world, old, new KeyPair(key, secret), issue.key(), now);
                return;
            }
            put(world, AcmTables.in(old.account(), old.region()), old, issuer.issue(world, old, key, issue.key(), now));
        }
    }
}
