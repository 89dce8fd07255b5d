package cloudjar.services.iam;

import cloudjar.kernel.identity.MultiFactor;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Principal;
import java.time.Instant;
import java.util.OptionalLong;

/** Says whether codes of devices are right. */
final class DeviceCodes implements MultiFactor {
    @Override
    public boolean accepts(Tx tx, Principal principal, String serialNumber, String code, Instant now) {
        String owner =
                switch (principal) {
                    case Principal.User user -> user.userId();
                    case Principal.Root root -> root.account();
                    case Principal.AssumedRole _, Principal.Federated _, Principal.Anonymous _, Principal.Service _ ->
                        null;
                };
        if (owner == null) {
            return false;
        }
        var rows = IamTables.DEVICES.in(Scope.account(principal.account()));
        Device device = rows.get(tx, serialNumber)
                .filter(found -> owner.equals(found.userId()))
                .orElse(null);
        if (device == null) {
            return false;
        }
        OptionalLong step = device.stepOf(code, now);
        step.ifPresent(used -> rows.put(tx, serialNumber, device.usedAt(used)));
        return step.isPresent();
    }
}
