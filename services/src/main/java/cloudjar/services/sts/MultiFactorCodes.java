package cloudjar.services.sts;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.identity.Identities;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Checks the codes of devices that come with a request. */
final class MultiFactorCodes {
    private final Identities identities;

    MultiFactorCodes(Identities identities) {
        this.identities = identities;
    }

    /**
     * When the caller proved to have its device: now, or null where it gave no code.
     *
     * @throws cloudjar.kernel.shape.ApiException where the code is wrong, or comes without a device or the other way round
     */
    @Nullable
    Instant check(@Nullable String serialNumber, @Nullable String code, Call call) {
        if (serialNumber == null && code == null) {
            return null;
        }
        if (serialNumber == null || code == null) {
            throw StsErrors.codeWithoutDevice();
        }
        boolean right = call.write(tx -> identities.accepts(tx, call.principal(), serialNumber, code, call.time()));
        if (!right) {
            throw StsErrors.wrongCode();
        }
        return call.time();
    }
}
