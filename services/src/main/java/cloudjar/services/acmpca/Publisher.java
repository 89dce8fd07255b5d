package cloudjar.services.acmpca;

import cloudjar.kernel.call.Pace;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.acmpca.AcmPcaTables.Issued;
import cloudjar.services.acmpca.AcmPcaTables.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the lists of what was revoked in their buckets: they are made anew when something is revoked, and when half of the time
 * has passed for which they hold. AWS takes about half an hour over the first.
 *
 * @see <a href="https://docs.aws.amazon.com/privateca/latest/userguide/crl-planning.html">Set up a CRL</a>
 */
final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final String PUBLISH = "acmpca.publish";
    private static final Duration REAL = Duration.ofMinutes(30);
    private static final Duration DAY = Duration.ofDays(1);

    private final CertificateMaker maker;
    private final ReportBucket bucket;
    private final Pace pace;

    Publisher(CertificateMaker maker, ReportBucket bucket, Pace pace) {
        this.maker = maker;
        this.bucket = bucket;
        this.pace = pace;
    }

    void register(TimerHandlers handlers) {
        handlers.register(PUBLISH, (world, timer, due) -> {
            String[] parts = timer.id().split("/", 3);
            publish(world, new Place(parts[0], parts[1], parts[2]), due);
        });
    }

    private static Timer timer(Authority authority) {
        return Timer.of(PUBLISH, authority.account() + "/" + authority.region() + "/" + authority.id());
    }

    /** Sees that what has changed comes to the bucket. To be called in the transaction of the change. */
    void arm(Tx tx, Authority authority, Instant now) {
        if (authority.lists().isPresent()) {
            tx.at(now.plus(pace == Pace.INSTANT ? Duration.ZERO : REAL), timer(authority));
        }
    }

    private void publish(World world, Place place, Instant now) {
        AcmPcaTables tables = AcmPcaTables.in(place.account(), place.region());
        Authority authority = world.store()
                .read(snapshot -> tables.authorities.get(snapshot, place.id()).orElse(null));
        Revocation.Crl wanted = authority == null ? null : authority.lists().orElse(null);
        if (authority == null
                || wanted == null
                || wanted.bucket() == null
                || authority.certificate() == null
                || authority.status() == Authority.Status.DELETED) {
            return;
        }
        List<Issued> revoked = world.store()
                .read(snapshot -> tables.revoked.find(snapshot, place.id()).toList().stream()
                        .map(Row::value)
                        .toList());
        Bytes list = RevocationList.signed(authority, wanted, revoked, now, maker);
        try {
            bucket.put(
                    authority,
                    wanted.bucket(),
                    new ReportBucket.File(
                            Revocation.Crl.key(authority), "application/pkix-crl", wanted.cannedAcl(), list),
                    world,
                    now);
        } catch (ApiException e) {
            LOG.warn("A list of revoked certificates was not taken: authority={}", authority.arn());
        }
        Instant next = now.plus(DAY.multipliedBy(wanted.days()).dividedBy(2));
        boolean unused = world.store().write(tx -> {
            tx.at(next, timer(authority));
            return true;
        });
    }

    /** Notes who answers about what an authority signed: by both hashes of its key that questions use. */
    static void announce(Tx tx, Authority authority) {
        SubjectPublicKeyInfo key =
                SubjectPublicKeyInfo.getInstance(authority.publicKey().toArray());
        for (String algorithm : List.of("SHA-1", "SHA-256")) {
            String hash = HexFormat.of()
                    .formatHex(CertificateMaker.digest(
                            algorithm, key.getPublicKeyData().getBytes()));
            if (authority.answers().isPresent()) {
                AcmPcaTables.responders()
                        .put(tx, hash, new Place(authority.account(), authority.region(), authority.id()));
            } else {
                boolean unused = AcmPcaTables.responders().delete(tx, hash);
            }
        }
    }
}
