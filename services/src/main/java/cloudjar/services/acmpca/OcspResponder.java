package cloudjar.services.acmpca;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.web.PublicDocuments;
import cloudjar.kernel.web.PublicDocuments.Document;
import cloudjar.kernel.world.World;
import cloudjar.services.acmpca.AcmPcaTables.Issued;
import cloudjar.services.acmpca.AcmPcaTables.PartKey;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.jspecify.annotations.Nullable;

/**
 * Answers whether certificates were revoked (RFC 6960): sent to the path, or behind it in Base64. The authority itself signs.
 * Bounded: a question has at most {@value #QUESTION_MAX} bytes.
 */
final class OcspResponder implements PublicDocuments.Source {
    static final String PATH = "/PrivateCaOcsp";

    private static final String TYPE = "application/ocsp-response";
    private static final int QUESTION_MAX = 16_384;
    private static final Duration HOLDS = Duration.ofHours(1);

    private final CertificateMaker maker;

    OcspResponder(CertificateMaker maker) {
        this.maker = maker;
    }

    @Override
    public Optional<Document> find(World world, String path) {
        String question = path.substring(PATH.length()).replaceFirst("^/", "");
        try {
            String text = URLDecoder.decode(question.replace("+", "%2B"), StandardCharsets.UTF_8);
            return answer(world, path, Bytes.wrap(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException e) {
            return Optional.of(failed(OCSPRespBuilder.MALFORMED_REQUEST));
        }
    }

    @Override
    public Optional<Document> answer(World world, String path, Bytes content) {
        if (content.isEmpty() || content.size() > QUESTION_MAX) {
            return Optional.of(failed(OCSPRespBuilder.MALFORMED_REQUEST));
        }
        try {
            OCSPReq question = new OCSPReq(content.toArray());
            Req[] asked = question.getRequestList();
            if (asked.length == 0) {
                return Optional.of(failed(OCSPRespBuilder.MALFORMED_REQUEST));
            }
            Instant now = world.clock().now();
            return Optional.of(world.store().read(snapshot -> {
                Authority authority = authority(snapshot, asked[0].getCertID());
                return authority == null
                        ? failed(OCSPRespBuilder.UNAUTHORIZED)
                        : signed(snapshot, authority, question, now);
            }));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of(failed(OCSPRespBuilder.MALFORMED_REQUEST));
        }
    }

    /** Who issued what is asked about, where it answers. */
    private static @Nullable Authority authority(Snapshot snapshot, CertificateID id) {
        return AcmPcaTables.responders()
                .get(snapshot, HexFormat.of().formatHex(id.getIssuerKeyHash()))
                .flatMap(place -> AcmPcaTables.in(place.account(), place.region())
                        .authorities
                        .get(snapshot, place.id()))
                .filter(found -> found.answers().isPresent()
                        && found.certificate() != null
                        && found.status() != Authority.Status.DELETED)
                .orElse(null);
    }

    private Document signed(Snapshot snapshot, Authority authority, OCSPReq question, Instant now) {
        X509CertificateHolder own = CertificateMaker.holder(Objects.requireNonNull(authority.certificate()));
        BasicOCSPRespBuilder answer = new BasicOCSPRespBuilder(
                new RespID(X500Name.getInstance(authority.subject().toArray())));
        byte[] key = question.getRequestList()[0].getCertID().getIssuerKeyHash();
        for (Req one : question.getRequestList()) {
            CertificateID id = one.getCertID();
            CertificateStatus status =
                    Arrays.equals(key, id.getIssuerKeyHash()) ? status(snapshot, authority, id) : new UnknownStatus();
            answer.addResponse(id, status, Date.from(now), Date.from(now.plus(HOLDS)), null);
        }
        Extension nonce = question.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (nonce != null) {
            answer.setResponseExtensions(new Extensions(nonce));
        }
        try {
            return document(new OCSPRespBuilder()
                    .build(
                            OCSPRespBuilder.SUCCESSFUL,
                            answer.build(maker.signer(authority), new X509CertificateHolder[] {own}, Date.from(now)))
                    .getEncoded());
        } catch (OCSPException | IOException e) {
            throw new IllegalStateException("an answer could not be encoded", e);
        }
    }

    private static CertificateStatus status(Snapshot snapshot, Authority authority, CertificateID id) {
        Issued issued = AcmPcaTables.of(authority)
                .issued
                .get(snapshot, new PartKey(authority.id(), id.getSerialNumber().toString(16)))
                .orElse(null);
        if (issued == null) {
            return new UnknownStatus();
        }
        Instant revoked = issued.revoked();
        // This type has null for what is good.
        return revoked == null
                ? CertificateStatus.GOOD
                : new RevokedStatus(Date.from(revoked), RevocationReasons.number(issued.reason()));
    }

    private static Document failed(int status) {
        try {
            return document(new OCSPRespBuilder().build(status, null).getEncoded());
        } catch (OCSPException | IOException e) {
            throw new IllegalStateException("an answer could not be encoded", e);
        }
    }

    private static Document document(byte[] content) {
        return new Document(TYPE, Bytes.wrap(content));
    }
}
