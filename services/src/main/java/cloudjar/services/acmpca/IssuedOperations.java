package cloudjar.services.acmpca;

import cloudjar.api.acmpca.GetCertificateRequest;
import cloudjar.api.acmpca.GetCertificateResponse;
import cloudjar.api.acmpca.IssueCertificateRequest;
import cloudjar.api.acmpca.IssueCertificateResponse;
import cloudjar.api.acmpca.IssuedCertificates;
import cloudjar.api.acmpca.RevokeCertificateRequest;
import cloudjar.api.acmpca.RevokeCertificateResponse;
import cloudjar.api.acmpca.Validity;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.acmpca.AcmPcaTables.Issued;
import cloudjar.services.acmpca.AcmPcaTables.PartKey;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/** What authorities issue and revoke. */
final class IssuedOperations implements IssuedCertificates {
    private static final int SERIAL_BYTES = 16;
    private static final Duration TOKEN_VALIDITY = Duration.ofMinutes(5);
    private static final Duration BACKDATED = Duration.ofHours(1);
    private static final DateTimeFormatter END_DATE = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    private final CertificateMaker maker;
    private final Publisher publisher;

    IssuedOperations(CertificateMaker maker, Publisher publisher) {
        this.maker = maker;
        this.publisher = publisher;
    }

    @Override
    public IssueCertificateResponse issueCertificate(IssueCertificateRequest in, Call call) {
        Template template = in.templateArn() == null ? Template.usual() : Template.of(in.templateArn());
        Passthrough passthrough = template.takesApi() ? Passthrough.of(in.apiPassthrough()) : Passthrough.NONE;
        Authority authority =
                call.read(snapshot -> AuthorityForms.findSharedLive(snapshot, in.certificateAuthorityArn(), call));
        AuthorityOperations.checkSigning(authority.keys().algorithm(), in.signingAlgorithm());
        checkState(authority, template);
        checkDepth(authority, template);
        PKCS10CertificationRequest request = CertificateMaker.read(in.csr());
        Instant from = in.validityNotBefore() == null
                ? call.time().minus(BACKDATED)
                : end(in.validityNotBefore(), call.time());
        Instant to = end(in.validity(), call.time());
        checkValidity(authority, from, to, call.time());
        byte[] random = call.world().ids().bytes(SERIAL_BYTES);
        random[0] = (byte) (random[0] & 0x7F | 0x40);
        BigInteger serial = new BigInteger(1, random);
        Bytes content = maker.issue(
                authority,
                request,
                new CertificateMaker.Wanted(template, passthrough, serial, from, to, in.signingAlgorithm()));
        Issued issued = new Issued(
                authority.id(),
                serial.toString(16),
                content,
                call.time(),
                in.idempotencyToken(),
                null,
                null,
                template.name(),
                call.principal() instanceof Principal.Service service ? service.name() : null);
        Issued put = call.write(tx -> {
            AcmPcaTables tables = AcmPcaTables.of(authority);
            String token = issued.token();
            Optional<Issued> known = token == null
                    ? Optional.empty()
                    : tables.issuedByToken.find(tx, issued.authority() + " " + token).values().stream()
                            .filter(there ->
                                    there.created().plus(TOKEN_VALIDITY).isAfter(call.time()))
                            .findFirst();
            if (known.isPresent()) {
                return known.get();
            }
            tables.issued.put(tx, new PartKey(issued.authority(), issued.serial()), issued);
            return issued;
        });
        return IssueCertificateResponse.builder()
                .certificateArn(authority.arn() + "/certificate/" + put.serial())
                .build();
    }

    /** A root signs itself before it is active; all else waits for that. */
    private static void checkState(Authority authority, Template template) {
        boolean self = template.isRoot() && authority.type().equals(Authority.ROOT);
        boolean good = authority.status() == Authority.Status.ACTIVE
                || self && authority.status() == Authority.Status.PENDING_CERTIFICATE;
        if (!good) {
            throw AcmPcaErrors.state(authority);
        }
    }

    /** An authority below another allows less below itself. */
    private static void checkDepth(Authority authority, Template template) {
        Bytes own = authority.certificate();
        if (own == null || template.kind() != Template.Kind.SUBORDINATE) {
            return;
        }
        BasicConstraints constraints =
                BasicConstraints.fromExtensions(CertificateMaker.holder(own).getExtensions());
        BigInteger most = constraints == null ? null : constraints.getPathLenConstraint();
        if (most != null && template.pathLength() >= most.intValue()) {
            throw AcmPcaErrors.args(
                    "The path length of the template must be less than that of the certificate authority: " + most);
        }
    }

    private static void checkValidity(Authority authority, Instant from, Instant to, Instant now) {
        if (!to.isAfter(from) || !to.isAfter(now)) {
            throw AcmPcaErrors.args("The certificate's validity ends before it begins.");
        }
        Bytes own = authority.certificate();
        if (own != null && to.isAfter(CertificateMaker.holder(own).getNotAfter().toInstant())) {
            throw AcmPcaErrors.args("The certificate validity specified exceeds the certificate authority validity.");
        }
        boolean shortLived = authority.mode().equals("SHORT_LIVED_CERTIFICATE");
        if (own != null
                && shortLived
                && to.isAfter(now.plus(Duration.ofDays(AcmPcaLimits.SHORT_LIVED_DAYS.current())))) {
            throw AcmPcaErrors.args("Certificates of an authority of short-lived ones are valid for 7 days at most.");
        }
    }

    private static Instant end(Validity validity, Instant now) {
        ZonedDateTime start = now.atZone(ZoneOffset.UTC);
        try {
            return switch (String.valueOf(validity.type())) {
                case "DAYS" -> start.plusDays(validity.value()).toInstant();
                case "MONTHS" -> start.plusMonths(validity.value()).toInstant();
                case "YEARS" -> start.plusYears(validity.value()).toInstant();
                case "ABSOLUTE" -> Instant.ofEpochSecond(validity.value());
                default -> {
                    String digits = Long.toString(validity.value());
                    // As in certificates: years of two digits are those from 1950 to 2049.
                    String whole = digits.length() > 12
                            ? digits
                            : (digits.length() == 12 && digits.charAt(0) >= '5' ? "19" : "20")
                                    + "0".repeat(Math.max(0, 12 - digits.length()))
                                    + digits;
                    yield LocalDateTime.parse(whole, END_DATE).toInstant(ZoneOffset.UTC);
                }
            };
        } catch (DateTimeException | ArithmeticException e) {
            throw AcmPcaErrors.args("The validity is no time: " + validity.value());
        }
    }

    @Override
    public GetCertificateResponse getCertificate(GetCertificateRequest in, Call call) {
        return call.read(snapshot -> {
            Authority authority = AuthorityForms.findSharedLive(snapshot, in.certificateAuthorityArn(), call);
            String prefix = authority.arn() + "/certificate/";
            if (!in.certificateArn().startsWith(prefix)) {
                throw AcmPcaErrors.notFound(in.certificateArn());
            }
            Issued issued = AcmPcaTables.of(authority)
                    .issued
                    .get(
                            snapshot,
                            new PartKey(authority.id(), in.certificateArn().substring(prefix.length())))
                    .orElseThrow(() -> AcmPcaErrors.notFound(in.certificateArn()));
            List<Bytes> chain = new ArrayList<>(authority.chain());
            Bytes own = authority.certificate();
            if (own != null) {
                chain.addFirst(own);
            }
            return GetCertificateResponse.builder()
                    .certificate(CertificateMaker.pem(issued.content()).stripTrailing())
                    .certificateChain(CertificateMaker.pem(chain))
                    .build();
        });
    }

    @Override
    public RevokeCertificateResponse revokeCertificate(RevokeCertificateRequest in, Call call) {
        String serial = in.certificateSerial().replace(":", "").toLowerCase(Locale.ROOT);
        boolean unused = call.write(tx -> {
            Authority authority = AuthorityForms.findLive(tx, in.certificateAuthorityArn(), call);
            if (authority.status() == Authority.Status.PENDING_CERTIFICATE) {
                throw AcmPcaErrors.state(authority);
            }
            PartKey key = new PartKey(authority.id(), serial);
            AcmPcaTables tables = AcmPcaTables.of(authority);
            Issued issued = tables.issued.get(tx, key).orElseThrow(() -> AcmPcaErrors.notFound(in.certificateSerial()));
            if (issued.revoked() != null) {
                throw AcmPcaErrors.revokedAlready();
            }
            tables.issued.put(tx, key, issued.revoked(call.time(), in.revocationReason()));
            publisher.arm(tx, authority, call.time());
            return true;
        });
        return RevokeCertificateResponse.of();
    }
}
