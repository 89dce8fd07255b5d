package cloudjar.services.acm;

import cloudjar.api.acm.CertificateContents;
import cloudjar.api.acm.ExportCertificateRequest;
import cloudjar.api.acm.ExportCertificateResponse;
import cloudjar.api.acm.GetCertificateRequest;
import cloudjar.api.acm.GetCertificateResponse;
import cloudjar.api.acm.ImportCertificateRequest;
import cloudjar.api.acm.ImportCertificateResponse;
import cloudjar.api.acm.RenewCertificateRequest;
import cloudjar.api.acm.RenewCertificateResponse;
import cloudjar.kernel.call.Call;
import java.security.PrivateKey;
import java.util.Map;
import java.util.Objects;

/** What certificates consist of: it comes in, is shown, leaves and is made anew. */
final class ContentOperations implements CertificateContents {
    private static final int PASSPHRASE_MIN = 4;

    private final Issuer issuer;
    private final Issuance issuance;
    private final AcmTimers timers;

    ContentOperations(Issuer issuer, Issuance issuance, AcmTimers timers) {
        this.issuer = issuer;
        this.issuance = issuance;
        this.timers = timers;
    }

    @Override
    public ImportCertificateResponse importCertificate(ImportCertificateRequest in, Call call) {
        String replaced = in.certificateArn();
        if (replaced != null && !in.tags().isEmpty()) {
            throw AcmErrors.validation(
                    "Tagging is not permitted on re-import. To tag, re-import and then use AddTagsToCertificate.");
        }
        ImportedContent content =
                ImportedContent.checked(in.certificate(), in.privateKey(), in.certificateChain(), call.time());
        Facts facts = Facts.of(content.certificate());
        Certificate.Issue issue = new Certificate.Issue(
                ImportedContent.der(content.certificate()),
                content.chain().stream().map(ImportedContent::der).toList(),
                issuer.sealed(content.key()),
                call.time());
        Certificate fresh = new Certificate(
                call.world().ids().uuid(),
                call.account(),
                call.region(),
                facts.domain(),
                facts.names(),
                Certificate.IMPORTED,
                call.time(),
                Certificate.Status.ISSUED,
                new Certificate.Options(false, false),
                null,
                issue,
                false,
                CertificateForms.tagged(Map.of(), in.tags()),
                null,
                null);
        Certificate put = call.write(tx -> {
            AcmTables tables = AcmTables.in(call.account(), call.region());
            Certificate certificate = fresh;
            if (replaced == null) {
                CertificateOperations.checkRoom(tx, tables);
            } else {
                Certificate there = CertificateLookup.find(tx, replaced, call);
                if (!there.isImported()) {
                    throw AcmErrors.validation("The certificate " + replaced + " was not imported.");
                }
                certificate = there.imported(facts.domain(), facts.names(), issue);
            }
            tables.certificates.put(tx, certificate.id(), certificate);
            timers.armExpiry(tx, certificate);
            return certificate;
        });
        timers.imported(call.world(), put, replaced != null, call.time());
        return ImportCertificateResponse.builder().certificateArn(put.arn()).build();
    }

    @Override
    public GetCertificateResponse getCertificate(GetCertificateRequest in, Call call) {
        Certificate certificate =
                call.read(snapshot -> CertificateLookup.findIssued(snapshot, in.certificateArn(), call));
        Certificate.Issue issue = Objects.requireNonNull(certificate.issue());
        return GetCertificateResponse.builder()
                .certificate(Pem.certificate(issue.content()))
                .certificateChain(issue.chain().isEmpty() ? null : Pem.chain(issue.chain()))
                .build();
    }

    @Override
    public ExportCertificateResponse exportCertificate(ExportCertificateRequest in, Call call) {
        if (in.passphrase().size() < PASSPHRASE_MIN) {
            throw AcmErrors.validation("The passphrase must have at least 4 characters.");
        }
        Certificate certificate =
                call.read(snapshot -> CertificateLookup.findIssued(snapshot, in.certificateArn(), call));
        if (certificate.isImported() || !certificate.options().exportable()) {
            throw AcmErrors.validation("Certificate ARN: " + certificate.arn() + " is not a private certificate");
        }
        Certificate.Issue issue = Objects.requireNonNull(certificate.issue());
        PrivateKey key = issuer.opened(
                issue.key(),
                Facts.of(issue.content()).certificate().getPublicKey().getAlgorithm());
        boolean unused = call.write(tx -> {
            Certificate there = CertificateLookup.find(tx, in.certificateArn(), call);
            AcmTables.in(call.account(), call.region()).certificates.put(tx, there.id(), there.markedExported());
            // Only now it is to be renewed, which may be due.
            timers.armRenewal(tx, there, call.time());
            return true;
        });
        return ExportCertificateResponse.builder()
                .certificate(Pem.certificate(issue.content()))
                .certificateChain(Pem.chain(issue.chain()))
                .privateKey(Pem.encrypted(key, in.passphrase()))
                .build();
    }

    @Override
    public RenewCertificateResponse renewCertificate(RenewCertificateRequest in, Call call) {
        Certificate certificate =
                call.read(snapshot -> CertificateLookup.findIssued(snapshot, in.certificateArn(), call));
        if (!CertificateForms.isRenewable(certificate, call.time())) {
            throw AcmErrors.validation(
                    "Certificate " + certificate.arn()
                            + " is not eligible for renewal: only what was exported since it was issued, and has not expired, is.");
        }
        issuance.renew(call.world(), certificate, call.time());
        return RenewCertificateResponse.of();
    }
}
