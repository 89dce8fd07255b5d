package cloudjar.services.acm;

import cloudjar.api.acm.Acm;
import cloudjar.api.acm.AcmOf;
import cloudjar.kernel.call.Wiring;

/** Certificate Manager, put together from its groups of operations. */
public final class AcmService {
    private AcmService() {}

    /** The service. */
    public static Acm of(Wiring wiring) {
        wiring.access().rules(Acm.API.id(), AcmIam.RULES);
        wiring.access().policies("acm", new CertificateAccess());
        Issuer issuer = new Issuer(wiring.vault(), wiring.limits());
        CertificateEvents events = new CertificateEvents(wiring.cloud());
        Issuance issuance = new Issuance(
                issuer, new PrivateIssuer(wiring.cloud()), new DnsProof(wiring.cloud()), events, wiring.limits());
        AcmTimers timers = new AcmTimers(issuance, events, wiring.pace(), wiring.limits());
        timers.register(wiring.timers());
        return new AcmOf(
                new CertificateOperations(timers),
                new ContentOperations(issuer, issuance, timers),
                new TagOperations(),
                new ConfigurationOperations(timers));
    }
}
