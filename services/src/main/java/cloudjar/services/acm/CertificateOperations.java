package cloudjar.services.acm;

import cloudjar.api.acm.CertificateOptions;
import cloudjar.api.acm.Certificates;
import cloudjar.api.acm.DeleteCertificateRequest;
import cloudjar.api.acm.DeleteCertificateResponse;
import cloudjar.api.acm.DescribeCertificateRequest;
import cloudjar.api.acm.DescribeCertificateResponse;
import cloudjar.api.acm.DomainValidationOption;
import cloudjar.api.acm.ListCertificatesRequest;
import cloudjar.api.acm.ListCertificatesResponse;
import cloudjar.api.acm.RequestCertificateRequest;
import cloudjar.api.acm.RequestCertificateResponse;
import cloudjar.api.acm.ResendValidationEmailRequest;
import cloudjar.api.acm.ResendValidationEmailResponse;
import cloudjar.api.acm.UpdateCertificateOptionsRequest;
import cloudjar.api.acm.UpdateCertificateOptionsResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Certificates: requested, shown, deleted. */
final class CertificateOperations implements Certificates {
    private static final Set<String> KEYS = Set.of("RSA_2048", "EC_prime256v1", "EC_secp384r1");
    private static final Duration TOKEN_VALIDITY = Duration.ofHours(1);
    private static final int PAGE = 1000;

    private final AcmTimers timers;

    CertificateOperations(AcmTimers timers) {
        this.timers = timers;
    }

    @Override
    public RequestCertificateResponse requestCertificate(RequestCertificateRequest in, Call call) {
        String key = Objects.requireNonNullElse(in.keyAlgorithm(), "RSA_2048");
        if (!KEYS.contains(key)) {
            throw AcmErrors.parameter(
                    "The key algorithm " + key + " is not supported for certificates that Amazon issues.");
        }
        List<String> names = names(in);
        String authority = in.certificateAuthorityArn();
        Certificate.Request request = new Certificate.Request(
                Objects.requireNonNullElse(in.validationMethod(), Validation.EMAIL),
                key,
                validationDomains(in, names),
                in.idempotencyToken(),
                authority,
                List.of());
        Certificate certificate = new Certificate(
                call.world().ids().uuid(),
                call.account(),
                call.region(),
                in.domainName(),
                names,
                authority == null ? Certificate.AMAZON_ISSUED : Certificate.PRIVATE,
                call.time(),
                Certificate.Status.PENDING_VALIDATION,
                options(
                        in.options(),
                        // The key of a private certificate can always be had, and no log is told of it.
                        new Certificate.Options(authority == null, authority != null)),
                request,
                null,
                false,
                CertificateForms.tagged(Map.of(), in.tags()),
                null,
                null);
        Certificate put = call.write(tx -> insert(tx, certificate, request, call));
        return RequestCertificateResponse.builder().certificateArn(put.arn()).build();
    }

    private static List<String> names(RequestCertificateRequest in) {
        List<String> names = new ArrayList<>(List.of(in.domainName()));
        in.subjectAlternativeNames().stream()
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        if (names.size() > AcmLimits.NAMES_MAX.current()) {
            throw AcmErrors.limit("You have exceeded the number of domain names that a certificate may have: "
                    + AcmLimits.NAMES_MAX.current());
        }
        return names;
    }

    private static Map<String, String> validationDomains(RequestCertificateRequest in, List<String> names) {
        Map<String, String> domains = new LinkedHashMap<>();
        for (DomainValidationOption option : in.domainValidationOptions()) {
            String name = String.valueOf(option.domainName());
            String domain = String.valueOf(option.validationDomain());
            if (!names.contains(name)) {
                throw AcmErrors.validationOptions("The domain " + name + " is not one of the certificate.");
            }
            if (!name.equals(domain) && !name.endsWith("." + domain)) {
                throw AcmErrors.validationOptions(
                        "The validation domain " + domain + " is not above the domain " + name + ".");
            }
            domains.put(name, domain);
        }
        return domains;
    }

    private static Certificate.Options options(@Nullable CertificateOptions asked, Certificate.Options before) {
        if (asked == null) {
            return before;
        }
        String logged = asked.certificateTransparencyLoggingPreference();
        String export = asked.export();
        return new Certificate.Options(
                logged == null ? before.logged() : logged.equals("ENABLED"),
                export == null ? before.exportable() : export.equals("ENABLED"));
    }

    /** The same request within an hour finds what it made. */
    private Certificate insert(Tx tx, Certificate certificate, Certificate.Request request, Call call) {
        AcmTables tables = AcmTables.in(call.account(), call.region());
        String token = request.token();
        if (token != null) {
            Optional<Certificate> known = tables.byToken.find(tx, token).values().stream()
                    .filter(there -> there.names().equals(certificate.names())
                            && there.created().plus(TOKEN_VALIDITY).isAfter(call.time()))
                    .findFirst();
            if (known.isPresent()) {
                return known.get();
            }
        }
        checkRoom(tx, tables);
        tables.certificates.put(tx, certificate.id(), certificate);
        timers.arm(tx, certificate, call.time());
        return certificate;
    }

    static void checkRoom(Tx tx, AcmTables tables) {
        long most = AcmLimits.CERTIFICATES_MAX.current();
        if (tables.certificates.count(tx, Range.all().limit((int) most)) >= most) {
            throw AcmErrors.limit("You have reached the maximum number of certificates: " + most);
        }
    }

    @Override
    public DescribeCertificateResponse describeCertificate(DescribeCertificateRequest in, Call call) {
        Certificate certificate = call.read(snapshot -> CertificateLookup.find(snapshot, in.certificateArn(), call));
        return DescribeCertificateResponse.builder()
                .certificate(CertificateForms.detail(certificate, call.time()))
                .build();
    }

    @Override
    public ListCertificatesResponse listCertificates(ListCertificatesRequest in, Call call) {
        if ((in.sortBy() == null) != (in.sortOrder() == null)) {
            throw AcmErrors.validation("SortBy and SortOrder go together.");
        }
        CertificateFilter filter = new CertificateFilter(in.certificateStatuses(), in.includes());
        Range range =
                "ASCENDING".equals(in.sortOrder()) ? Range.all() : Range.all().reversed();
        try {
            Page<Row<String, Certificate>> page = call.read(snapshot -> AcmTables.in(call.account(), call.region())
                    .byCreation
                    .page(
                            snapshot,
                            range,
                            Objects.requireNonNullElse(in.maxItems(), PAGE),
                            in.nextToken(),
                            "ListCertificates",
                            row -> filter.wants(row.value(), call.time())));
            return ListCertificatesResponse.builder()
                    .certificateSummaryList(page.items().stream()
                            .map(row -> CertificateForms.summary(row.value(), call.time()))
                            .toList())
                    .nextToken(page.next().orElse(null))
                    .build();
        } catch (InvalidPageTokenException e) {
            throw AcmErrors.validation("The NextToken is not valid.");
        }
    }

    @Override
    public DeleteCertificateResponse deleteCertificate(DeleteCertificateRequest in, Call call) {
        boolean unused = call.write(tx -> {
            Certificate certificate = CertificateLookup.find(tx, in.certificateArn(), call);
            AcmTimers.cancel(tx, certificate);
            return AcmTables.in(call.account(), call.region()).certificates.delete(tx, certificate.id());
        });
        return DeleteCertificateResponse.of();
    }

    @Override
    public ResendValidationEmailResponse resendValidationEmail(ResendValidationEmailRequest in, Call call) {
        Certificate certificate = call.read(snapshot -> CertificateLookup.find(snapshot, in.certificateArn(), call));
        Certificate.Request request = certificate.request();
        if (request == null
                || !request.method().equals(Validation.EMAIL)
                || certificate.status() != Certificate.Status.PENDING_VALIDATION) {
            throw AcmErrors.state("The certificate does not wait for validation by e-mail.");
        }
        if (!certificate.names().contains(in.domain())) {
            throw AcmErrors.validationOptions("The domain " + in.domain() + " is not one of the certificate.");
        }
        return ResendValidationEmailResponse.of();
    }

    @Override
    public UpdateCertificateOptionsResponse updateCertificateOptions(UpdateCertificateOptionsRequest in, Call call) {
        boolean unused = call.write(tx -> {
            Certificate certificate = CertificateLookup.find(tx, in.certificateArn(), call);
            if (certificate.isImported()) {
                throw AcmErrors.state("The options of an imported certificate can't be changed.");
            }
            AcmTables.in(call.account(), call.region())
                    .certificates
                    .put(tx, certificate.id(), certificate.with(options(in.options(), certificate.options())));
            return true;
        });
        return UpdateCertificateOptionsResponse.of();
    }
}
