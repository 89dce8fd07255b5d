package cloudjar.services.organizations;

import cloudjar.api.organizations.AcceptHandshakeRequest;
import cloudjar.api.organizations.AcceptHandshakeResponse;
import cloudjar.api.organizations.ActionType;
import cloudjar.api.organizations.CancelHandshakeRequest;
import cloudjar.api.organizations.CancelHandshakeResponse;
import cloudjar.api.organizations.DeclineHandshakeRequest;
import cloudjar.api.organizations.DeclineHandshakeResponse;
import cloudjar.api.organizations.DescribeHandshakeRequest;
import cloudjar.api.organizations.DescribeHandshakeResponse;
import cloudjar.api.organizations.Handshake;
import cloudjar.api.organizations.HandshakeFilter;
import cloudjar.api.organizations.HandshakePartyType;
import cloudjar.api.organizations.HandshakeState;
import cloudjar.api.organizations.Handshakes;
import cloudjar.api.organizations.InviteAccountToOrganizationRequest;
import cloudjar.api.organizations.InviteAccountToOrganizationResponse;
import cloudjar.api.organizations.ListHandshakesForAccountRequest;
import cloudjar.api.organizations.ListHandshakesForAccountResponse;
import cloudjar.api.organizations.ListHandshakesForOrganizationRequest;
import cloudjar.api.organizations.ListHandshakesForOrganizationResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Invitations and other handshakes. */
final class HandshakeOperations implements Handshakes {
    private static final Duration INVITATION = Duration.ofDays(15);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SHOWN = Duration.ofDays(30);
    private static final int ID_CHANCE = 10;

    @Override
    public InviteAccountToOrganizationResponse inviteAccountToOrganization(
            InviteAccountToOrganizationRequest in, Call call) {
        String party = in.target().id();
        switch (in.target().type()) {
            case HandshakePartyType.ACCOUNT -> {
                if (!Account.isId(party)) {
                    throw OrganizationsErrors.invalid(
                            "INVALID_PATTERN_TARGET_ID",
                            "The policy target ID that you provided doesn't match the required pattern.");
                }
            }
            case HandshakePartyType.EMAIL -> {
                if (party.indexOf('@') < 1) {
                    throw OrganizationsErrors.invalid(
                            "INVALID_EMAIL_ADDRESS_TARGET",
                            "You specified an invalid email address for the invitation.");
                }
            }
            default ->
                throw OrganizationsErrors.invalid(
                        "INVALID_PARTY_TYPE_TARGET",
                        "You specified the wrong type of entity as a party to the handshake.");
        }
        String id = "h-" + call.world().ids().of(Ids.LOWER_ALPHANUMERIC, ID_CHANCE);
        return call.write(tx -> {
            Standing standing = Standing.management(tx, call);
            Organization organization = standing.organization();
            Invitation invitation = new Invitation(
                    id,
                    organization.arn("handshake", Invitation.inArn(ActionType.INVITE) + "/" + id),
                    ActionType.INVITE,
                    organization.id(),
                    organization.managementAccount(),
                    party,
                    HandshakeState.OPEN,
                    call.time(),
                    call.time().plus(INVITATION),
                    in.notes(),
                    null,
                    Tags.of(in.tags()));
            check(tx, organization, invitation, call.time());
            OrganizationsTables.HANDSHAKES.in(Scope.GLOBAL).put(tx, id, invitation);
            return InviteAccountToOrganizationResponse.builder()
                    .handshake(invitation.shown(organization, standing.account(), call.time()))
                    .build();
        });
    }

    private static void check(Tx tx, Organization organization, Invitation invitation, Instant now) {
        List<Invitation> sent =
                OrganizationsTables.HANDSHAKES_BY_ORGANIZATION
                        .in(Scope.GLOBAL)
                        .find(tx, organization.id())
                        .values()
                        .stream()
                        .filter(other -> other.action().equals(ActionType.INVITE))
                        .toList();
        if (sent.stream().anyMatch(other -> other.party().equals(invitation.party()) && other.open(now))) {
            throw OrganizationsErrors.duplicateHandshake();
        }
        long today = sent.stream()
                .filter(other -> other.requested().plus(DAY).isAfter(now))
                .count();
        if (today >= OrganizationsLimits.INVITATIONS.current()) {
            throw OrganizationsErrors.handshakeConstraint(
                    "HANDSHAKE_RATE_LIMIT_EXCEEDED",
                    "You have exceeded the number of handshakes that you can send in one day.");
        }
        boolean member =
                OrganizationsTables.ACCOUNTS_BY_ORGANIZATION
                        .in(Scope.GLOBAL)
                        .find(tx, organization.id())
                        .values()
                        .stream()
                        .anyMatch(invitation::asks);
        if (member) {
            throw OrganizationsErrors.handshakeConstraint(
                    "ALREADY_IN_AN_ORGANIZATION", "The invited account is already a member of an organization.");
        }
    }

    @Override
    public AcceptHandshakeResponse acceptHandshake(AcceptHandshakeRequest in, Call call) {
        return call.write(tx -> {
            Invitation handshake = found(tx, in.handshakeId());
            MemberAccount account = account(tx, call);
            if (!handshake.asks(account)) {
                throw OrganizationsErrors.denied();
            }
            Invitation accepted = moved(tx, handshake, HandshakeState.ACCEPTED, call.time());
            Organization organization = organization(tx, handshake);
            if (organization == null) {
                throw OrganizationsErrors.noHandshake();
            }
            switch (handshake.action()) {
                case ActionType.INVITE -> join(tx, organization, account, handshake, call.time());
                case ActionType.APPROVE_ALL_FEATURES -> Migration.approved(tx, organization, accepted, call);
                default ->
                    OrganizationsTables.ORGANIZATION
                            .in(organization.scope())
                            .put(tx, OrganizationsTables.ONLY, organization.withAllFeatures());
            }
            return AcceptHandshakeResponse.builder()
                    .handshake(shown(tx, accepted, call.time()))
                    .build();
        });
    }

    private static void join(
            Tx tx, Organization organization, MemberAccount account, Invitation invitation, Instant now) {
        if (account.organizationId() != null) {
            throw OrganizationsErrors.handshakeConstraint(
                    "ALREADY_IN_AN_ORGANIZATION", "The invited account is already a member of an organization.");
        }
        long members = OrganizationsTables.ACCOUNTS_BY_ORGANIZATION
                .in(Scope.GLOBAL)
                .count(tx, Range.prefix(organization.id()));
        if (members >= OrganizationsLimits.ACCOUNTS.current()) {
            throw OrganizationsErrors.handshakeConstraint(
                    "ACCOUNT_NUMBER_LIMIT_EXCEEDED", "You have exceeded the allowed number of accounts.");
        }
        MemberAccount joined =
                account.joining(organization, organization.rootId(), true, now).withTags(invitation.tags());
        OrganizationsTables.ACCOUNTS.in(Scope.GLOBAL).put(tx, joined.id(), joined);
        new Attachments(organization).begin(tx, joined.id());
    }

    @Override
    public DeclineHandshakeResponse declineHandshake(DeclineHandshakeRequest in, Call call) {
        return call.write(tx -> {
            Invitation handshake = found(tx, in.handshakeId());
            if (!handshake.asks(account(tx, call))) {
                throw OrganizationsErrors.denied();
            }
            Invitation declined = moved(tx, handshake, HandshakeState.DECLINED, call.time());
            return DeclineHandshakeResponse.builder()
                    .handshake(shown(tx, declined, call.time()))
                    .build();
        });
    }

    @Override
    public CancelHandshakeResponse cancelHandshake(CancelHandshakeRequest in, Call call) {
        return call.write(tx -> {
            Invitation handshake = found(tx, in.handshakeId());
            if (!handshake.managementAccount().equals(call.account())) {
                throw OrganizationsErrors.denied();
            }
            Invitation canceled = moved(tx, handshake, HandshakeState.CANCELED, call.time());
            return CancelHandshakeResponse.builder()
                    .handshake(shown(tx, canceled, call.time()))
                    .build();
        });
    }

    private static Invitation moved(Tx tx, Invitation handshake, String state, Instant now) {
        String from = handshake.state(now);
        if (from.equals(state)) {
            throw OrganizationsErrors.handshakeInState(state);
        }
        // One that waits for others cannot be accepted before they have answered.
        boolean early = state.equals(HandshakeState.ACCEPTED) && from.equals(HandshakeState.REQUESTED);
        if (!handshake.open(now) || early) {
            throw OrganizationsErrors.handshakeTransition(from, state);
        }
        Invitation changed = handshake.withState(state);
        OrganizationsTables.HANDSHAKES.in(Scope.GLOBAL).put(tx, changed.id(), changed);
        return changed;
    }

    @Override
    public DescribeHandshakeResponse describeHandshake(DescribeHandshakeRequest in, Call call) {
        return call.read(snapshot -> {
            Invitation handshake = found(snapshot, in.handshakeId());
            if (!handshake.asks(account(snapshot, call))
                    && !handshake.managementAccount().equals(call.account())) {
                throw OrganizationsErrors.denied();
            }
            return DescribeHandshakeResponse.builder()
                    .handshake(shown(snapshot, handshake, call.time()))
                    .build();
        });
    }

    @Override
    public ListHandshakesForAccountResponse listHandshakesForAccount(ListHandshakesForAccountRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListHandshakesForAccount" + in.filter());
        Page<Handshake> part = call.read(snapshot -> {
            MemberAccount account = account(snapshot, call);
            List<Invitation> all = Stream.of(account.id(), OrganizationsTables.fold(account.email()))
                    .flatMap(party ->
                            OrganizationsTables.HANDSHAKES_BY_PARTY.in(Scope.GLOBAL).find(snapshot, party).stream())
                    .map(row -> row.value())
                    .filter(handshake -> wanted(handshake, in.filter(), call.time()))
                    .toList();
            return Page.of(all, Invitation::id, asked).map(handshake -> shown(snapshot, handshake, call.time()));
        });
        return ListHandshakesForAccountResponse.builder()
                .handshakes(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    @Override
    public ListHandshakesForOrganizationResponse listHandshakesForOrganization(
            ListHandshakesForOrganizationRequest in, Call call) {
        PageRequest asked =
                Paging.asked(in.maxResults(), in.nextToken(), "ListHandshakesForOrganization" + in.filter());
        Page<Handshake> part = call.read(snapshot -> {
            Organization organization = Standing.reader(snapshot, call).organization();
            return Page.of(
                            OrganizationsTables.HANDSHAKES_BY_ORGANIZATION.in(Scope.GLOBAL),
                            snapshot,
                            Range.prefix(organization.id()),
                            asked,
                            handshake -> wanted(handshake, in.filter(), call.time()))
                    .map(handshake -> shown(snapshot, handshake, call.time()));
        });
        return ListHandshakesForOrganizationResponse.builder()
                .handshakes(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    /** Those that ended are shown for 30 days. */
    private static boolean wanted(Invitation handshake, @Nullable HandshakeFilter filter, Instant now) {
        boolean recent =
                handshake.open(now) || handshake.requested().plus(SHOWN).isAfter(now);
        if (!recent || filter == null) {
            return recent;
        }
        return (filter.actionType() == null || filter.actionType().equals(handshake.action()))
                && (filter.parentHandshakeId() == null
                        || filter.parentHandshakeId().equals(handshake.parent()));
    }

    private static Invitation found(Snapshot snapshot, String id) {
        return OrganizationsTables.HANDSHAKES
                .in(Scope.GLOBAL)
                .get(snapshot, id)
                .orElseThrow(OrganizationsErrors::noHandshake);
    }

    /** The account that calls, whether it is a member of an organization or not. */
    private static MemberAccount account(Snapshot snapshot, Call call) {
        return OrganizationsTables.ACCOUNTS
                .in(Scope.GLOBAL)
                .get(snapshot, call.account())
                .orElseGet(() -> MemberAccount.unknown(call.account(), call.time()));
    }

    private static @Nullable Organization organization(Snapshot snapshot, Invitation handshake) {
        return OrganizationsTables.ORGANIZATION
                .in(Scope.account(handshake.managementAccount()))
                .get(snapshot, OrganizationsTables.ONLY)
                .filter(organization -> organization.id().equals(handshake.organizationId()))
                .orElse(null);
    }

    private static Handshake shown(Snapshot snapshot, Invitation handshake, Instant now) {
        MemberAccount management = OrganizationsTables.ACCOUNTS
                .in(Scope.GLOBAL)
                .get(snapshot, handshake.managementAccount())
                .orElse(null);
        return handshake.shown(organization(snapshot, handshake), management, now);
    }
}
