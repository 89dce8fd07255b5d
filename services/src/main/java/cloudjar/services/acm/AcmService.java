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
        Issuer issuer = new Issuer(wiring.vault());
        AcmTimers timers = new AcmTimers(
                issuer, new PrivateIssuer(wiring.cloud()), new CertificateEvents(wiring.cloud()), wiring.pace());
        timers.register(wiring.timers());
        return new AcmOf(
                new CertificateOperations(timers),
                new ContentOperations(issuer, timers),
                new TagOperations(),
                new ConfigurationOperations());
    }
}
