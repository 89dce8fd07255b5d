package cloudjar.services.acmpca;

import cloudjar.api.acmpca.AcmPca;
import cloudjar.api.acmpca.AcmPcaOf;
import cloudjar.api.acmpca.AuditReports;
import cloudjar.kernel.call.Wiring;

/** Private Certificate Authority, put together from its groups of operations; reports to buckets are not there. */
public final class AcmPcaService {
    private AcmPcaService() {}

    /** The service. */
    public static AcmPca of(Wiring wiring) {
        wiring.access().rules(AcmPca.API.id(), AcmPcaIam.RULES);
        wiring.access().policies("acm-pca", new AuthorityAccess());
        AcmPcaTimers.register(wiring.timers());
        CertificateMaker maker = new CertificateMaker(wiring.vault());
        return new AcmPcaOf(
                new AuthorityOperations(maker),
                new OwnCertificateOperations(maker),
                new IssuedOperations(maker),
                new AuditReports() {},
                new PolicyOperations(),
                new TagOperations());
    }
}
