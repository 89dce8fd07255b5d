package cloudjar.services.acmpca;

import cloudjar.api.acmpca.CertificateAuthorities;
import cloudjar.api.acmpca.CertificateAuthorityConfiguration;
import cloudjar.api.acmpca.CreateCertificateAuthorityRequest;
import cloudjar.api.acmpca.CreateCertificateAuthorityResponse;
import cloudjar.api.acmpca.DeleteCertificateAuthorityRequest;
import cloudjar.api.acmpca.DeleteCertificateAuthorityResponse;
import cloudjar.api.acmpca.DescribeCertificateAuthorityRequest;
import cloudjar.api.acmpca.DescribeCertificateAuthorityResponse;
import cloudjar.api.acmpca.ListCertificateAuthoritiesRequest;
import cloudjar.api.acmpca.ListCertificateAuthoritiesResponse;
import cloudjar.api.acmpca.RestoreCertificateAuthorityRequest;
import cloudjar.api.acmpca.RestoreCertificateAuthorityResponse;
import cloudjar.api.acmpca.UpdateCertificateAuthorityRequest;
import cloudjar.api.acmpca.UpdateCertificateAuthorityResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Tx;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Authorities themselves. */
final class AuthorityOperations implements CertificateAuthorities {
    private static final Set<String> KEYS = Set.of("RSA_2048", "RSA_4096", "EC_prime256v1", "EC_secp384r1");
    private static final Duration TOKEN_VALIDITY = Duration.ofMinutes(5);
    private static final int PAGE = 1000;

    private final CertificateMaker maker;
    private final ReportBucket buckets;
    private final Publisher publisher;

    AuthorityOperations(CertificateMaker maker, ReportBucket buckets, Publisher publisher) {
        this.maker = maker;
        this.buckets = buckets;
        this.publisher = publisher;
    }

    @Override
    public CreateCertificateAuthorityResponse createCertificateAuthority(
            CreateCertificateAuthorityRequest in, Call call) {
        CertificateAuthorityConfiguration asked = in.certificateAuthorityConfiguration();
        String algorithm = String.valueOf(asked.keyAlgorithm());
        if (!KEYS.contains(algorithm)) {
            // SM2 is not there.
            return CertificateAuthorities.super.createCertificateAuthority(in, call);
        }
        String signing = String.valueOf(asked.signingAlgorithm());
        checkSigning(algorithm, signing);
        Map<String, String> names = AuthorityForms.names(Objects.requireNonNull(asked.subject()));
        KeyPair pair = CertificateMaker.keyPair(algorithm);
        Authority authority = new Authority(
                call.world().ids().uuid(),
                call.account(),
                call.region(),
                in.certificateAuthorityType(),
                Objects.requireNonNullElse(in.usageMode(), "GENERAL_PURPOSE"),
                new Authority.Keys(algorithm, signing, names),
                AuthorityForms.encoded(names),
                Bytes.wrap(pair.getPublic().getEncoded()),
                maker.sealed(pair.getPrivate()),
                Authority.Status.PENDING_CERTIFICATE,
                call.time(),
                call.time(),
                null,
                List.of(),
                null,
                null,
                in.idempotencyToken(),
                AuthorityForms.tagged(Map.of(), in.tags()),
                Revocation.of(in.revocationConfiguration()));
        checkBucket(authority, call);
        Authority put = call.write(tx -> insert(tx, authority));
        return CreateCertificateAuthorityResponse.builder()
                .certificateAuthorityArn(put.arn())
                .build();
    }

    /** Whether the bucket takes what the authority is going to put there. Calls S3: not for transactions. */
    private void checkBucket(Authority authority, Call call) {
        authority.lists().ifPresent(list -> {
            if (list.bucket() != null) {
                buckets.check(authority, list.bucket(), list.cannedAcl(), call);
            }
        });
    }

    /** An authority signs with the kind of key that it has. */
    static void checkSigning(String algorithm, String signing) {
        boolean fits = algorithm.startsWith("RSA_") ? signing.endsWith("WITHRSA") : signing.endsWith("WITHECDSA");
        if (!fits) {
            throw AcmPcaErrors.args(
                    "The signing algorithm " + signing + " does not fit the key algorithm " + algorithm + ".");
        }
    }

    private static Authority insert(Tx tx, Authority authority) {
        AcmPcaTables tables = AcmPcaTables.of(authority);
        String token = authority.token();
        Optional<Authority> known = token == null
                ? Optional.empty()
                : tables.byToken.find(tx, token).values().stream()
                        .filter(there -> there.created().plus(TOKEN_VALIDITY).isAfter(authority.created()))
                        .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        long most = AcmPcaLimits.AUTHORITIES_MAX.current();
        if (tables.authorities.count(tx, Range.all().limit((int) most)) >= most) {
            throw AcmPcaErrors.limit();
        }
        tables.authorities.put(tx, authority.id(), authority);
        Publisher.announce(tx, authority);
        return authority;
    }

    @Override
    public DescribeCertificateAuthorityResponse describeCertificateAuthority(
            DescribeCertificateAuthorityRequest in, Call call) {
        Authority authority =
                call.read(snapshot -> AuthorityForms.findShared(snapshot, in.certificateAuthorityArn(), call));
        return DescribeCertificateAuthorityResponse.builder()
                .certificateAuthority(AuthorityForms.shown(authority, call.time()))
                .build();
    }

    @Override
    public ListCertificateAuthoritiesResponse listCertificateAuthorities(
            ListCertificateAuthoritiesRequest in, Call call) {
        if ("OTHER_ACCOUNTS".equals(in.resourceOwner())) {
            return ListCertificateAuthoritiesResponse.builder()
                    .certificateAuthorities(List.of())
                    .build();
        }
        try {
            Page<Row<String, Authority>> page = call.read(snapshot -> AcmPcaTables.in(call.account(), call.region())
                    .authorities
                    .page(
                            snapshot,
                            Range.all(),
                            Objects.requireNonNullElse(in.maxResults(), PAGE),
                            in.nextToken(),
                            "ListCertificateAuthorities"));
            return ListCertificateAuthoritiesResponse.builder()
                    .certificateAuthorities(page.items().stream()
                            .map(row -> AuthorityForms.shown(row.value(), call.time()))
                            .toList())
                    .nextToken(page.next().orElse(null))
                    .build();
        } catch (InvalidPageTokenException e) {
            throw AcmPcaErrors.nextToken();
        }
    }

    @Override
    public UpdateCertificateAuthorityResponse updateCertificateAuthority(
            UpdateCertificateAuthorityRequest in, Call call) {
        Revocation wanted = Revocation.of(in.revocationConfiguration());
        if (wanted != null) {
            Authority seen =
                    call.read(snapshot -> AuthorityForms.findLive(snapshot, in.certificateAuthorityArn(), call));
            checkBucket(seen.with(wanted), call);
        }
        boolean unused = call.write(tx -> {
            Authority authority = AuthorityForms.findLive(tx, in.certificateAuthorityArn(), call);
            if (authority.certificate() == null) {
                throw AcmPcaErrors.state(authority);
            }
            Authority changed = wanted == null ? authority : authority.with(wanted);
            if (in.status_() != null) {
                Authority.Status status =
                        in.status_().equals("ACTIVE") ? Authority.Status.ACTIVE : Authority.Status.DISABLED;
                changed = changed.with(status, null, call.time());
            }
            put(tx, changed);
            if (wanted != null) {
                Publisher.announce(tx, changed);
                publisher.arm(tx, changed, call.time());
            }
            return true;
        });
        return UpdateCertificateAuthorityResponse.of();
    }

    private static void put(Tx tx, Authority authority) {
        AcmPcaTables.of(authority).authorities.put(tx, authority.id(), authority);
    }

    @Override
    public DeleteCertificateAuthorityResponse deleteCertificateAuthority(
            DeleteCertificateAuthorityRequest in, Call call) {
        long days = in.permanentDeletionTimeInDays() == null
                ? AcmPcaLimits.DELETION_DAYS.current()
                : in.permanentDeletionTimeInDays();
        Instant end = call.time().plus(Duration.ofDays(days));
        boolean unused = call.write(tx -> {
            Authority authority = AuthorityForms.findLive(tx, in.certificateAuthorityArn(), call);
            if (authority.status() == Authority.Status.ACTIVE) {
                throw AcmPcaErrors.state(authority);
            }
            put(tx, authority.with(Authority.Status.DELETED, end, call.time()));
            tx.at(end, AcmPcaTimers.deletion(authority));
            return true;
        });
        return DeleteCertificateAuthorityResponse.of();
    }

    @Override
    public RestoreCertificateAuthorityResponse restoreCertificateAuthority(
            RestoreCertificateAuthorityRequest in, Call call) {
        boolean unused = call.write(tx -> {
            Authority authority = AuthorityForms.find(tx, in.certificateAuthorityArn(), call);
            if (authority.status() != Authority.Status.DELETED) {
                throw AcmPcaErrors.state(authority);
            }
            Authority.Status status =
                    authority.certificate() == null ? Authority.Status.PENDING_CERTIFICATE : Authority.Status.DISABLED;
            put(tx, authority.with(status, null, call.time()));
            tx.cancel(AcmPcaTimers.DELETE, AcmPcaTimers.deletion(authority).id());
            return true;
        });
        return RestoreCertificateAuthorityResponse.of();
    }
}
