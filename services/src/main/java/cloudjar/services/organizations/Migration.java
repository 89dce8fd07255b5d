package cloudjar.services.organizations;

import cloudjar.api.organizations.ActionType;
import cloudjar.api.organizations.Handshake;
import cloudjar.api.organizations.HandshakeState;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way of an organization from one that shares its bill to one with all features: every account that was invited approves,
 * then the management account finishes it.
 *
 * @param seed that ids of handshakes are made of
 * @see <a href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_org_support-all-features.html">the
 *     process</a>
 */
record Migration(String seed) {
    private static final Duration TIME = Duration.ofDays(90);
    private static final int ID_CHANCE = 10;

    /** With ids drawn before the transaction, which may run twice. */
    static Migration drawn(Call call) {
        return new Migration(call.world().ids().of(Ids.LOWER_ALPHANUMERIC, ID_CHANCE));
    }

    /**
     * Asks the members; answers with the management account's own handshake.
     *
     * @throws cloudjar.kernel.shape.ApiException where it is not asked for, or already on its way
     */
    Handshake begin(Tx tx, Call call) {
        Standing standing = Standing.management(tx, call);
        Organization organization = standing.organization();
        if (organization.allFeatures()) {
            throw OrganizationsErrors.handshakeConstraint(
                    "ORGANIZATION_ALREADY_HAS_ALL_FEATURES", "The organization already has all features enabled.");
        }
        boolean pending = handshakes(tx, organization).stream()
                .anyMatch(handshake ->
                        handshake.action().equals(ActionType.ENABLE_ALL_FEATURES) && handshake.open(call.time()));
        if (pending) {
            throw OrganizationsErrors.handshakeConstraint(
                    "ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION",
                    "The handshake to enable all features is already in progress.");
        }
        List<MemberAccount> asked =
                OrganizationsTables.ACCOUNTS_BY_ORGANIZATION
                        .in(Scope.GLOBAL)
                        .find(tx, organization.id())
                        .values()
                        .stream()
                        .filter(account -> account.invited() && !account.id().equals(call.account()))
                        .toList();
        Invitation own = handshake(
                organization,
                ActionType.ENABLE_ALL_FEATURES,
                call.account(),
                asked.isEmpty() ? HandshakeState.OPEN : HandshakeState.REQUESTED,
                0,
                null,
                call);
        put(tx, own);
        int number = 1;
        for (MemberAccount account : asked) {
            put(
                    tx,
                    handshake(
                            organization,
                            ActionType.APPROVE_ALL_FEATURES,
                            account.id(),
                            HandshakeState.OPEN,
                            number++,
                            own.id(),
                            call));
        }
        return own.shown(organization, standing.account(), call.time());
    }

    private Invitation handshake(
            Organization organization,
            String action,
            String party,
            String state,
            int number,
            @Nullable String parent,
            Call call) {
        String id = "h-" + seed + (number == 0 ? "" : Integer.toString(number, Character.MAX_RADIX));
        return new Invitation(
                id,
                organization.arn("handshake", Invitation.inArn(action) + "/" + id),
                action,
                organization.id(),
                organization.managementAccount(),
                party,
                state,
                call.time(),
                call.time().plus(TIME),
                null,
                parent,
                Map.of());
    }

    /** Says that a member has approved; when all have, the management account can finish. */
    static void approved(Tx tx, Organization organization, Invitation approval, Call call) {
        boolean waiting = handshakes(tx, organization).stream()
                .anyMatch(other -> !other.id().equals(approval.id())
                        && other.parent() != null
                        && other.parent().equals(approval.parent())
                        && !other.state(call.time()).equals(HandshakeState.ACCEPTED));
        if (!waiting && approval.parent() != null) {
            OrganizationsTables.HANDSHAKES
                    .in(Scope.GLOBAL)
                    .get(tx, approval.parent())
                    .ifPresent(parent -> put(tx, parent.withState(HandshakeState.OPEN)));
        }
    }

    private static List<Invitation> handshakes(Tx tx, Organization organization) {
        return OrganizationsTables.HANDSHAKES_BY_ORGANIZATION
                .in(Scope.GLOBAL)
                .find(tx, organization.id())
                .values();
    }

    private static void put(Tx tx, Invitation handshake) {
        OrganizationsTables.HANDSHAKES.in(Scope.GLOBAL).put(tx, handshake.id(), handshake);
    }
}
