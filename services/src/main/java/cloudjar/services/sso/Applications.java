package cloudjar.services.sso;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.sso.Application.Access;
import java.util.function.UnaryOperator;

/** Applications, found by their ARNs, which hold the id of the instance. */
final class Applications {
    private Applications() {}

    /**
     * The caller's instance that an application belongs to.
     *
     * @throws cloudjar.kernel.shape.ApiException where it has none such
     */
    static Instance instance(Snapshot snapshot, Call call, String arn) {
        return Instances.of(snapshot, call.account()).stream()
                .filter(instance -> arn.contains("/" + instance.id() + "/"))
                .findFirst()
                .orElseThrow(() -> SsoErrors.noApplication(arn));
    }

    static Application existing(Snapshot snapshot, Instance instance, String arn) {
        return SsoTables.APPLICATIONS
                .in(instance.scope())
                .get(snapshot, arn)
                .orElseThrow(() -> SsoErrors.noApplication(arn));
    }

    static Application existing(Call call, String arn) {
        return call.read(snapshot -> existing(snapshot, instance(snapshot, call, arn), arn));
    }

    /** Changes what an application may be used for. */
    static void change(String arn, Call call, UnaryOperator<Access> change) {
        call.write(tx -> {
            Instance instance = instance(tx, call, arn);
            Application application = existing(tx, instance, arn);
            Application changed = application.with(change.apply(application.access()));
            SsoTables.APPLICATIONS.in(instance.scope()).put(tx, arn, changed);
            return changed;
        });
    }
}
