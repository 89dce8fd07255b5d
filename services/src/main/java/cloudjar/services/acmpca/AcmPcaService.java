package cloudjar.services.acmpca;

import cloudjar.api.acmpca.AcmPca;
import cloudjar.api.acmpca.AcmPcaOf;
import cloudjar.kernel.call.Wiring;

/** Private Certificate Authority, put together from its groups of operations. */
public final class AcmPcaService {
    private AcmPcaService() {}

    /** The service. */
    public static AcmPca of(Wiring wiring) {
        wiring.access().rules(AcmPca.API.id(), AcmPcaIam.RULES);
        wiring.access().policies("acm-pca", new AuthorityAccess());
        AcmPcaTimers.register(wiring.timers());
        CertificateMaker maker = new CertificateMaker(wiring.vault());
        ReportBucket buckets = new ReportBucket(wiring.cloud());
        Publisher publisher = new Publisher(maker, buckets, wiring.pace());
        publisher.register(wiring.timers());
        wiring.outside().documents().add(OcspResponder.PATH, new OcspResponder(maker));
        return new AcmPcaOf(
                new AuthorityOperations(maker, buckets, publisher),
                new OwnCertificateOperations(maker, publisher),
                new IssuedOperations(maker, publisher),
                new AuditReportOperations(buckets),
                new PolicyOperations(),
                new TagOperations());
    }
}
