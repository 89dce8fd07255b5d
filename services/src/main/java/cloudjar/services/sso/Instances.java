package cloudjar.services.sso;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import java.util.List;

/** The instances that there are. */
final class Instances {
    private Instances() {}

    /**
     * The caller's instance with this ARN.
     *
     * @throws cloudjar.kernel.shape.ApiException where it has none with this ARN in this region
     */
    static Instance own(Snapshot snapshot, Call call, String arn) {
        return SsoTables.INSTANCES
                .in(Scope.GLOBAL)
                .get(snapshot, arn)
                .filter(instance -> instance.account().equals(call.account())
                        && instance.region().equals(call.region()))
                .orElseThrow(SsoErrors::noInstance);
    }

    /** The instances of an account, wherever they are: one at most. */
    static List<Instance> of(Snapshot snapshot, String account) {
        return SsoTables.INSTANCES_BY_ACCOUNT
                .in(Scope.GLOBAL)
                .find(snapshot, account)
                .values();
    }

    static void put(Tx tx, Instance instance) {
        SsoTables.INSTANCES.in(Scope.GLOBAL).put(tx, instance.arn(), instance);
    }

    /**
     * A permission set of an instance.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is none with this ARN
     */
    static PermissionSet set(Snapshot snapshot, Instance instance, String arn) {
        return SsoTables.PERMISSION_SETS
                .in(instance.scope())
                .get(snapshot, arn)
                .filter(set -> set.instanceArn().equals(instance.arn()))
                .orElseThrow(() -> SsoErrors.noPermissionSet(arn));
    }

    static PermissionSet put(Tx tx, Instance instance, PermissionSet set) {
        SsoTables.PERMISSION_SETS.in(instance.scope()).put(tx, set.arn(), set);
        return set;
    }
}
