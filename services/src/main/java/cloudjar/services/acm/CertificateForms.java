package cloudjar.services.acm;

import cloudjar.api.acm.CertificateDetail;
import cloudjar.api.acm.CertificateOptions;
import cloudjar.api.acm.CertificateSummary;
import cloudjar.api.acm.DomainValidation;
import cloudjar.api.acm.ExtendedKeyUsage;
import cloudjar.api.acm.KeyUsage;
import cloudjar.api.acm.RenewalSummary;
import cloudjar.api.acm.Tag;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Certificates as AWS shows them. */
final class CertificateForms {
    private static final String ENABLED = "ENABLED";
    private static final String DISABLED = "DISABLED";
    private static final int SUMMARY_NAMES = 100;

    private CertificateForms() {}

    /** The status at a time: what was issued expires. */
    static Certificate.Status status(Certificate certificate, Instant now) {
        Certificate.Issue issue = certificate.issue();
        boolean expired = certificate.status() == Certificate.Status.ISSUED
                && issue != null
                && now.isAfter(
                        Facts.of(issue.content()).certificate().getNotAfter().toInstant());
        return expired ? Certificate.Status.EXPIRED : certificate.status();
    }

    /** Whether it can be renewed: what was exported since it was issued, since nothing else uses certificates yet. */
    static boolean isRenewable(Certificate certificate, Instant now) {
        return certificate.exported()
                && !certificate.isImported()
                && status(certificate, now) == Certificate.Status.ISSUED;
    }

    static CertificateDetail detail(Certificate certificate, Instant now) {
        CertificateDetail.Builder detail = CertificateDetail.builder()
                .certificateArn(certificate.arn())
                .domainName(certificate.domain())
                .subjectAlternativeNames(certificate.names())
                .createdAt(certificate.created())
                .status_(status(certificate, now).name())
                .inUseBy(List.of())
                .type(certificate.type())
                .options(CertificateOptions.builder()
                        .certificateTransparencyLoggingPreference(
                                certificate.options().logged() ? ENABLED : DISABLED)
                        .export(certificate.options().exportable() ? ENABLED : DISABLED)
                        .build())
                .renewalEligibility(isRenewable(certificate, now) ? "ELIGIBLE" : "INELIGIBLE")
                .failureReason(certificate.failure())
                .renewalSummary(renewal(certificate));
        Certificate.Request request = certificate.request();
        Certificate.Issue issue = certificate.issue();
        if (request != null && request.authority() != null) {
            detail.certificateAuthorityArn(request.authority())
                    .keyAlgorithm(shown(request.keyAlgorithm()))
                    .subject("CN=" + certificate.domain())
                    .keyUsages(List.of())
                    .extendedKeyUsages(List.of());
        } else if (request == null) {
            detail.domainValidationOptions(certificate.names().stream()
                    .map(name -> DomainValidation.builder().domainName(name).build())
                    .toList());
        } else {
            detail.domainValidationOptions(Validation.shown(certificate, request))
                    .keyAlgorithm(shown(request.keyAlgorithm()))
                    .signatureAlgorithm("SHA256WITHRSA")
                    .issuer("Amazon")
                    .subject("CN=" + certificate.domain())
                    .keyUsages(List.of())
                    .extendedKeyUsages(List.of());
        }
        return issue == null ? detail.build() : withContent(detail, certificate, issue);
    }

    private static @Nullable RenewalSummary renewal(Certificate certificate) {
        Certificate.Renewal renewal = certificate.renewal();
        Certificate.Request request = certificate.request();
        return renewal == null || request == null
                ? null
                : RenewalSummary.builder()
                        .renewalStatus(renewal.status())
                        .renewalStatusReason(renewal.reason())
                        .domainValidationOptions(
                                certificate.isPrivate() ? List.of() : Validation.shown(certificate, request, renewal))
                        .updatedAt(renewal.updated())
                        .build();
    }

    private static CertificateDetail withContent(
            CertificateDetail.Builder detail, Certificate certificate, Certificate.Issue issue) {
        Facts facts = Facts.of(issue.content());
        return detail.issuedAt(certificate.isImported() ? null : issue.at())
                .importedAt(certificate.isImported() ? issue.at() : null)
                .serial(facts.serial())
                .subject(facts.subject())
                .issuer(facts.issuer())
                .notBefore(facts.certificate().getNotBefore().toInstant())
                .notAfter(facts.certificate().getNotAfter().toInstant())
                .keyAlgorithm(shown(facts.keyAlgorithm()))
                .signatureAlgorithm(facts.signatureAlgorithm())
                .keyUsages(facts.keyUsages().stream()
                        .map(usage -> KeyUsage.builder().name(usage).build())
                        .toList())
                .extendedKeyUsages(facts.extendedKeyUsages().stream()
                        .map(usage -> ExtendedKeyUsage.builder()
                                .name(usage.getKey())
                                .oid(usage.getValue())
                                .build())
                        .toList())
                .build();
    }

    static CertificateSummary summary(Certificate certificate, Instant now) {
        CertificateDetail detail = detail(certificate, now);
        List<String> names = certificate.names();
        return CertificateSummary.builder()
                .certificateArn(certificate.arn())
                .domainName(certificate.domain())
                .subjectAlternativeNameSummaries(names.subList(0, Math.min(names.size(), SUMMARY_NAMES)))
                .hasAdditionalSubjectAlternativeNames(names.size() > SUMMARY_NAMES)
                .status_(detail.status_())
                .type(certificate.type())
                .keyAlgorithm(detail.keyAlgorithm())
                .keyUsages(detail.keyUsages().stream().map(KeyUsage::name).toList())
                .extendedKeyUsages(detail.extendedKeyUsages().stream()
                        .map(ExtendedKeyUsage::name)
                        .toList())
                .exportOption(certificate.options().exportable() ? ENABLED : DISABLED)
                .inUse(false)
                .exported(certificate.isImported() ? null : certificate.exported())
                .renewalEligibility(detail.renewalEligibility())
                .notBefore(detail.notBefore())
                .notAfter(detail.notAfter())
                .createdAt(detail.createdAt())
                .issuedAt(detail.issuedAt())
                .importedAt(detail.importedAt())
                .build();
    }

    /** As requests name it; what is shown has a hyphen. */
    static String keyType(Certificate certificate) {
        Certificate.Issue issue = certificate.issue();
        Certificate.Request request = certificate.request();
        return issue != null ? Facts.of(issue.content()).keyAlgorithm() : request == null ? "" : request.keyAlgorithm();
    }

    private static String shown(String keyAlgorithm) {
        return keyAlgorithm.replace('_', '-');
    }

    /** The tags that a certificate has when these are added. */
    static Map<String, String> tagged(Map<String, String> before, List<Tag> added) {
        Map<String, String> tags = new LinkedHashMap<>(before);
        for (Tag tag : added) {
            String key = tag.key() == null ? "" : tag.key();
            if (key.startsWith("aws:")) {
                throw AcmErrors.tag("Tag keys can't begin with aws: " + key);
            }
            tags.put(key, tag.value() == null ? "" : tag.value());
        }
        if (tags.size() > AcmLimits.TAGS_MAX.current()) {
            throw AcmErrors.tooManyTags();
        }
        return tags;
    }
}
