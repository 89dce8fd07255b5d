package cloudjar.services.acm;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.time.Instant;

/** The calls that Certificate Manager makes by itself. */
final class ServiceCalls {
    private static final String PRINCIPAL = "acm.amazonaws.com";

    private ServiceCalls() {}

    /** A call on a certificate's behalf. */
    static Call of(World world, Certificate certificate, Instant now) {
        return Call.own(
                world,
                new Scope(certificate.account(), certificate.region()),
                Principal.Service.actingFor(
                        PRINCIPAL, Arn.parse(certificate.arn()).orElseThrow(), certificate.account()),
                now);
    }
}
