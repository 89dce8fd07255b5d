package cloudjar.services.sso;

import cloudjar.api.iam.Iam;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Pace;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Range;
import cloudjar.services.sso.SsoTables.PlaceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings permission sets to accounts, and takes them away again. */
final class Provisioner {
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final int CHANCE = 16;

    private final Cloud cloud;
    private final Pace pace;

    Provisioner(Cloud cloud, Pace pace) {
        this.cloud = cloud;
        this.pace = pace;
    }

    /** When what is asked for now is done. */
    Instant done(Call call) {
        return pace == Pace.REAL ? call.time().plus(TIME) : call.time();
    }

    /**
     * Makes the role of a permission set in an account what it is to be, and keeps that.
     *
     * @return why it cannot be; null where it is
     */
    @Nullable
    String provision(Instance instance, PermissionSet set, String accountId, Call call) {
        PlaceKey key = new PlaceKey(set.arn(), accountId);
        Optional<Provisioned> known =
                call.read(snapshot -> SsoTables.PROVISIONED.in(instance.scope()).get(snapshot, key));
        String name = known.map(Provisioned::roleName)
                .orElseGet(() -> ReservedRole.name(set, call.world().ids().hex(CHANCE)));
        try {
            role(instance, accountId, name, call).provision(set);
        } catch (ApiException refused) {
            return "Received a " + refused.status() + " status error: " + refused.getMessage();
        }
        call.write(tx -> {
            Provisioned place = new Provisioned(instance.arn(), set.arn(), accountId, name, set.revision());
            SsoTables.PROVISIONED.in(instance.scope()).put(tx, key, place);
            return place;
        });
        return null;
    }

    /** Takes the role away where nobody has the permission set in the account any more. */
    void removeUnused(Instance instance, String setArn, String accountId, Call call) {
        PlaceKey key = new PlaceKey(setArn, accountId);
        Optional<Provisioned> unused = call.write(tx -> {
            boolean used = SsoTables.ASSIGNMENTS.in(instance.scope()).rows(tx, Range.prefix(setArn)).stream()
                    .anyMatch(row -> row.value().accountId().equals(accountId));
            if (used) {
                return Optional.empty();
            }
            Optional<Provisioned> place =
                    SsoTables.PROVISIONED.in(instance.scope()).get(tx, key);
            SsoTables.PROVISIONED.in(instance.scope()).delete(tx, key);
            return place;
        });
        unused.ifPresent(
                place -> role(instance, accountId, place.roleName(), call).remove());
    }

    private ReservedRole role(Instance instance, String accountId, String name, Call call) {
        return new ReservedRole(
                cloud.client(Iam.API),
                name,
                call.in(accountId, instance.region()).as(ReservedRole.SERVICE));
    }

    /** The role of a permission set in an account, for those to whom it is assigned there; empty where it is not there. */
    Optional<ReservedRole> find(Instance instance, String setArn, String accountId, Call call) {
        return call.read(snapshot ->
                        SsoTables.PROVISIONED.in(instance.scope()).get(snapshot, new PlaceKey(setArn, accountId)))
                .map(place -> role(instance, accountId, place.roleName(), call));
    }
}
