package cloudjar.kernel.identity;

import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Principal;
import java.time.Instant;

/** The service that keeps devices for multi-factor authentication. */
@FunctionalInterface
public interface MultiFactor {
    /**
     * Whether the code is one that the principal's device shows at this time, and was not used before; used from now on.
     *
     * @param serialNumber of a device; one that is not the principal's gives no right code
     */
    boolean accepts(Tx tx, Principal principal, String serialNumber, String code, Instant now);
}
