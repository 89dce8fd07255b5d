package cloudjar.services.sso;

import cloudjar.api.iam.Iam;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Pace;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Tx;
import cloudjar.services.sso.SsoTables.PlaceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings permission sets to accounts, and takes them away again. */
final class Provisioner {
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final int CHANCE = 16;
    private static final int ATTEMPTS = 16;
    private static final long NOT_YET = -1;

    private final Cloud cloud;
    private final Pace pace;

    Provisioner(Cloud cloud, Pace pace) {
        this.cloud = cloud;
        this.pace = pace;
    }

    /** The time at which a request made now has ended. */
    Instant done(Call call) {
        return pace == Pace.REAL ? call.time().plus(TIME) : call.time();
    }

    /**
     * Makes the role of a permission set in an account what the permission set is, and keeps where that is. Others may
     * work on the same role meanwhile, since its parts are calls of IAM one by one: who ends with an older permission set
     * than there is by then begins again, and so the last one leaves the newest.
     *
     * @param claim the place where the permission set is not yet in the account; one that answers empty asks for none
     * @return why it cannot be; null where it is, or where it was taken away from the account meanwhile
     * @throws ApiException where the permission set is gone
     */
    private @Nullable String provision(Instance instance, PlaceKey key, Claim claim, Call call) {
        String failure = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Provisioned> place = call.write(tx ->
                    SsoTables.PROVISIONED.in(instance.scope()).get(tx, key).or(() -> claim.of(tx)));
            if (place.isEmpty()) {
                return null;
            }
            PermissionSet set = call.read(snapshot -> Instances.set(snapshot, instance, key.setArn()));
            ReservedRole role = role(instance, key.accountId(), place.get().roleName(), call);
            failure = refusal(role, set);
            switch (ended(instance, key, place.get(), set, failure == null, call)) {
                case DONE -> {
                    return failure;
                }
                case TAKEN_AWAY -> role.remove();
                case CHANGED -> {}
            }
        }
        return failure;
    }

    private static @Nullable String refusal(ReservedRole role, PermissionSet set) {
        try {
            role.provision(set);
            return null;
        } catch (ApiException refused) {
            return "Received a " + refused.status() + " status error: " + refused.getMessage();
        }
    }

    private static End ended(
            Instance instance, PlaceKey key, Provisioned place, PermissionSet set, boolean made, Call call) {
        return call.write(tx -> {
            Optional<Provisioned> now =
                    SsoTables.PROVISIONED.in(instance.scope()).get(tx, key);
            if (now.isEmpty() || !now.get().roleName().equals(place.roleName())) {
                return End.TAKEN_AWAY;
            }
            if (Instances.set(tx, instance, set.arn()).revision() != set.revision()) {
                return End.CHANGED;
            }
            if (made) {
                SsoTables.PROVISIONED
                        .in(instance.scope())
                        .put(tx, key, now.get().at(set.revision()));
            }
            return End.DONE;
        });
    }

    /** How one attempt ended. */
    private enum End {
        DONE,
        CHANGED,
        TAKEN_AWAY
    }

    /** Takes the place of a permission set that is not yet in an account. */
    @FunctionalInterface
    private interface Claim {
        Optional<Provisioned> of(Tx tx);
    }

    /**
     * Brings the newest of a permission set to an account where it is already.
     *
     * @return why it cannot be; null where it is
     */
    @Nullable
    String renew(Instance instance, String setArn, String accountId, Call call) {
        return provision(instance, new PlaceKey(setArn, accountId), tx -> Optional.empty(), call);
    }

    /**
     * Brings a permission set to an account for somebody, and keeps that it is assigned.
     *
     * @return why it cannot be; null where it is
     */
    @Nullable
    String assign(Instance instance, Assignment assignment, Call call) {
        PlaceKey key = new PlaceKey(assignment.setArn(), assignment.accountId());
        String chance = call.world().ids().hex(CHANCE);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String failure = provision(instance, key, tx -> Optional.of(claim(tx, instance, key, chance)), call);
            if (failure != null) {
                removeUnused(instance, key.setArn(), key.accountId(), call);
                return failure;
            }
            boolean there = call.write(tx -> {
                boolean still =
                        SsoTables.PROVISIONED.in(instance.scope()).get(tx, key).isPresent();
                if (still) {
                    SsoTables.ASSIGNMENTS.in(instance.scope()).put(tx, assignment.key(), assignment);
                }
                return still;
            });
            if (there) {
                return null;
            }
        }
        return SsoErrors.changing().getMessage();
    }

    private static Provisioned claim(Tx tx, Instance instance, PlaceKey key, String chance) {
        PermissionSet set = Instances.set(tx, instance, key.setArn());
        Provisioned place =
                new Provisioned(instance.arn(), key.setArn(), key.accountId(), ReservedRole.name(set, chance), NOT_YET);
        SsoTables.PROVISIONED.in(instance.scope()).put(tx, key, place);
        return place;
    }

    /** Takes the role away where nobody has the permission set in the account any more. */
    void removeUnused(Instance instance, String setArn, String accountId, Call call) {
        PlaceKey key = new PlaceKey(setArn, accountId);
        Optional<Provisioned> unused = call.write(tx -> {
            boolean used =
                    SsoTables.ASSIGNMENTS
                            .in(instance.scope())
                            .rows(tx, Range.prefix(Key.of(setArn, accountId)))
                            .stream()
                            .findAny()
                            .isPresent();
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
