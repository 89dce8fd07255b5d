package cloudjar.services.acm;

import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.vault.Secret;
import cloudjar.kernel.world.World;
import cloudjar.services.acm.Certificate.Renewal;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** How requests become certificates, and certificates are issued anew: when their names are shown to be their owner's. */
final class Issuance {
    private static final String FORBIDDEN = "CAA_ERROR";
    private static final String UNPROVEN = "PENDING_DOMAIN_VALIDATION";

    /** The days before a certificate's end on which it is told that its renewal needs somebody. */
    private static final List<Integer> TOLD_DAYS = List.of(1, 3, 15, 30, 45);

    private final Issuer issuer;
    private final PrivateIssuer privateIssuer;
    private final DnsProof proof;
    private final CertificateEvents events;
    private final LimitProfile limits;

    Issuance(
            Issuer issuer, PrivateIssuer privateIssuer, DnsProof proof, CertificateEvents events, LimitProfile limits) {
        this.issuer = issuer;
        this.privateIssuer = privateIssuer;
        this.proof = proof;
        this.events = events;
        this.limits = limits;
    }

    /** Issues what a request asks for, if it may; else a later attempt may. */
    void validate(World world, Certificate waiting, Certificate.Request request, Instant now) {
        if (request.authority() != null) {
            KeyPair pair = Issuer.keyPair(request.keyAlgorithm());
            issuePrivately(world, waiting, pair, issuer.sealed(pair.getPrivate()), now);
            return;
        }
        DnsProof.Found found = found(world, waiting, request, now);
        if (found.isForbidden()) {
            update(world, waiting, (_, there) -> there.with(request.validated(found.shown()))
                    .failed(FORBIDDEN));
        } else if (found.shown().size() == waiting.names().size()) {
            put(world, waiting, issuer.issue(world, waiting, now), now);
        } else if (!now.isBefore(AcmTimers.deadline(waiting))) {
            update(world, waiting, (_, there) -> there.with(request.validated(found.shown()))
                    .timedOut());
        } else {
            update(world, waiting, (tx, there) -> {
                AcmTimers.armValidation(tx, there, now);
                return there.with(request.validated(found.shown()));
            });
        }
    }

    /** Nobody looks for mails: those who get them are taken to approve. */
    private DnsProof.Found found(World world, Certificate certificate, Certificate.Request request, Instant now) {
        return request.method().equals(Validation.DNS)
                ? proof.look(world, certificate, now)
                : new DnsProof.Found(certificate.names(), false);
    }

    /** Has a private authority issue; what it refuses is noted. */
    private void issuePrivately(World world, Certificate certificate, KeyPair pair, Secret key, Instant now) {
        try {
            put(world, certificate, privateIssuer.issue(world, certificate, pair, key, now), now);
        } catch (ApiException e) {
            String reason = PrivateIssuer.reason(e);
            if (certificate.issue() == null) {
                update(world, certificate, (_, there) -> there.failed(reason));
            } else {
                notRenewed(world, certificate, new Renewal(Renewal.FAILED, reason, List.of(), now), reason);
            }
        }
    }

    private void put(World world, Certificate seen, Certificate.Issue issue, Instant now) {
        update(world, seen, (tx, there) -> {
                    Certificate issued = there.issued(issue);
                    AcmTimers.armRenewal(tx, issued, now, limits);
                    AcmTimers.armExpiry(tx, issued, limits);
                    return issued;
                })
                .ifPresent(issued ->
                        events.available(world, issued, seen.issue() == null ? "ISSUANCE" : "RENEWAL", issue.at()));
    }

    private static Optional<Certificate> update(
            World world, Certificate seen, BiFunction<Tx, Certificate, Certificate> change) {
        AcmTables tables = AcmTables.in(seen.account(), seen.region());
        return world.store().write(tx -> tables.certificates.get(tx, seen.id()).map(there -> {
            Certificate changed = change.apply(tx, there);
            tables.certificates.put(tx, there.id(), changed);
            return changed;
        }));
    }

    /** A new certificate for the same key, if its names are still shown to be their owner's. */
    void renew(World world, Certificate old, Instant now) {
        Certificate.Issue issue = old.issue();
        Certificate.Request request = old.request();
        if (issue == null || request == null) {
            return;
        }
        PublicKey key = Facts.of(issue.content()).certificate().getPublicKey();
        if (old.isPrivate()) {
            PrivateKey secret = issuer.opened(issue.key(), key.getAlgorithm());
            issuePrivately(world, old, new KeyPair(key, secret), issue.key(), now);
            return;
        }
        DnsProof.Found found = found(world, old, request, now);
        if (found.isForbidden() || found.shown().size() < old.names().size()) {
            String reason = found.isForbidden() ? FORBIDDEN : null;
            notRenewed(
                    world,
                    old,
                    new Renewal(Renewal.PENDING_VALIDATION, reason, found.shown(), now),
                    found.isForbidden() ? FORBIDDEN : UNPROVEN);
            return;
        }
        put(world, old, issuer.issue(world, old, key, issue.key(), now), now);
    }

    private void notRenewed(World world, Certificate old, Renewal renewal, String reason) {
        update(world, old, (_, there) -> there.with(renewal))
                .filter(there -> isNews(there, old.renewal(), renewal.updated()))
                .ifPresent(there -> events.needsAction(world, there, reason, renewal.updated()));
    }

    /** Whether the first attempt to renew failed, or fewer of the days are left than at the last. */
    private static boolean isNews(Certificate certificate, @Nullable Renewal before, Instant now) {
        return before == null
                || before.status().equals(Renewal.SUCCESS)
                || mark(certificate, before.updated()) != mark(certificate, now);
    }

    private static int mark(Certificate certificate, Instant time) {
        Duration left = Duration.between(time, CertificateEvents.end(certificate));
        return TOLD_DAYS.stream()
                .filter(days -> left.compareTo(Duration.ofDays(days)) <= 0)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }
}
