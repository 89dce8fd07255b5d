package cloudjar.services.organizations;

import cloudjar.api.organizations.Account;
import cloudjar.api.organizations.Accounts;
import cloudjar.api.organizations.CloseAccountRequest;
import cloudjar.api.organizations.CloseAccountResponse;
import cloudjar.api.organizations.DescribeAccountRequest;
import cloudjar.api.organizations.DescribeAccountResponse;
import cloudjar.api.organizations.LeaveOrganizationRequest;
import cloudjar.api.organizations.LeaveOrganizationResponse;
import cloudjar.api.organizations.ListAccountsForParentRequest;
import cloudjar.api.organizations.ListAccountsForParentResponse;
import cloudjar.api.organizations.ListAccountsRequest;
import cloudjar.api.organizations.ListAccountsResponse;
import cloudjar.api.organizations.MoveAccountRequest;
import cloudjar.api.organizations.MoveAccountResponse;
import cloudjar.api.organizations.RemoveAccountFromOrganizationRequest;
import cloudjar.api.organizations.RemoveAccountFromOrganizationResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Pace;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Accounts of an organization. */
final class AccountOperations implements Accounts {
    private static final Duration CLOSING = Duration.ofMinutes(5);
    private static final Duration MONTH = Duration.ofDays(30);

    private final Pace pace;

    AccountOperations(Pace pace) {
        this.pace = pace;
    }

    @Override
    public DescribeAccountResponse describeAccount(DescribeAccountRequest in, Call call) {
        return call.read(snapshot -> {
            Standing standing = Standing.reader(snapshot, call);
            return DescribeAccountResponse.builder()
                    .account(standing.member(snapshot, in.accountId(), call.time())
                            .shown(standing.organization(), call.time()))
                    .build();
        });
    }

    @Override
    public ListAccountsResponse listAccounts(ListAccountsRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListAccounts");
        Page<Account> part = call.read(snapshot -> {
            Organization organization = Standing.reader(snapshot, call).organization();
            return Page.of(
                            OrganizationsTables.ACCOUNTS_BY_ORGANIZATION.in(Scope.GLOBAL),
                            snapshot,
                            Range.prefix(organization.id()),
                            asked,
                            account -> account.visible(call.time()))
                    .map(account -> account.shown(organization, call.time()));
        });
        return ListAccountsResponse.builder()
                .accounts(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    @Override
    public ListAccountsForParentResponse listAccountsForParent(ListAccountsForParentRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListAccountsForParent" + in.parentId());
        Page<Account> part = call.read(snapshot -> {
            Organization organization = Standing.reader(snapshot, call).organization();
            if (!new Tree(organization).holds(snapshot, in.parentId())) {
                throw OrganizationsErrors.noParent();
            }
            return Page.of(
                            OrganizationsTables.ACCOUNTS_BY_PARENT.in(Scope.GLOBAL),
                            snapshot,
                            Range.prefix(in.parentId()),
                            asked,
                            account -> account.visible(call.time())
                                    && organization.id().equals(account.organizationId()))
                    .map(account -> account.shown(organization, call.time()));
        });
        return ListAccountsForParentResponse.builder()
                .accounts(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    @Override
    public MoveAccountResponse moveAccount(MoveAccountRequest in, Call call) {
        return call.write(tx -> {
            Standing standing = Standing.management(tx, call);
            Tree tree = new Tree(standing.organization());
            MemberAccount account = standing.member(tx, in.accountId(), call.time());
            if (!tree.holds(tx, in.sourceParentId()) || !account.parent().equals(in.sourceParentId())) {
                throw OrganizationsErrors.noSourceParent();
            }
            if (!tree.holds(tx, in.destinationParentId())) {
                throw OrganizationsErrors.noDestinationParent();
            }
            if (in.sourceParentId().equals(in.destinationParentId())) {
                throw OrganizationsErrors.duplicateAccount();
            }
            put(tx, account.under(in.destinationParentId()));
            return MoveAccountResponse.of();
        });
    }

    @Override
    public CloseAccountResponse closeAccount(CloseAccountRequest in, Call call) {
        Instant done = pace == Pace.REAL ? call.time().plus(CLOSING) : call.time();
        return call.write(tx -> {
            Standing standing = Standing.management(tx, call);
            MemberAccount account = standing.member(tx, in.accountId(), call.time());
            if (account.id().equals(call.account())) {
                throw OrganizationsErrors.constraint(
                        "CANNOT_CLOSE_MANAGEMENT_ACCOUNT", "You attempted to close the management account.");
            }
            if (account.closing() != null) {
                throw OrganizationsErrors.accountClosed();
            }
            refuseAdministrator(tx, standing.organization(), account);
            checkClosures(tx, standing.organization(), call.time());
            put(tx, account.closing(call.time(), done));
            return CloseAccountResponse.of();
        });
    }

    /** A tenth of the accounts, and ten in any case, may be closed within 30 days. */
    private static void checkClosures(Tx tx, Organization organization, Instant now) {
        List<MemberAccount> accounts = OrganizationsTables.ACCOUNTS_BY_ORGANIZATION
                .in(Scope.GLOBAL)
                .find(tx, organization.id())
                .values();
        long closed = accounts.stream()
                .filter(account -> account.closing() != null
                        && account.closing().plus(MONTH).isAfter(now))
                .count();
        if (closed >= Math.max(OrganizationsLimits.CLOSURES.current(), accounts.size() / 10)) {
            throw OrganizationsErrors.constraint(
                    "CLOSE_ACCOUNT_QUOTA_EXCEEDED", "You have exceeded close account quota for the past 30 days.");
        }
    }

    @Override
    public RemoveAccountFromOrganizationResponse removeAccountFromOrganization(
            RemoveAccountFromOrganizationRequest in, Call call) {
        return call.write(tx -> {
            Standing standing = Standing.management(tx, call);
            leave(tx, standing, standing.member(tx, in.accountId(), call.time()));
            return RemoveAccountFromOrganizationResponse.of();
        });
    }

    @Override
    public LeaveOrganizationResponse leaveOrganization(LeaveOrganizationRequest in, Call call) {
        return call.write(tx -> {
            Standing standing = Standing.member(tx, call);
            leave(tx, standing, standing.account());
            return LeaveOrganizationResponse.of();
        });
    }

    private static void leave(Tx tx, Standing standing, MemberAccount account) {
        if (account.id().equals(standing.organization().managementAccount())) {
            throw OrganizationsErrors.managementCannotLeave();
        }
        refuseAdministrator(tx, standing.organization(), account);
        new Attachments(standing.organization()).end(tx, account.id());
        put(tx, account.left());
    }

    private static void refuseAdministrator(Tx tx, Organization organization, MemberAccount account) {
        boolean administrator = OrganizationsTables.DELEGATIONS
                .in(organization.scope())
                .rows(tx, Range.prefix(account.id()))
                .first()
                .isPresent();
        if (administrator) {
            throw OrganizationsErrors.constraint(
                    "CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG",
                    "You attempted to remove an account from the organization that is registered as a delegated"
                            + " administrator for a service integrated with your organization.");
        }
    }

    private static void put(Tx tx, MemberAccount account) {
        OrganizationsTables.ACCOUNTS.in(Scope.GLOBAL).put(tx, account.id(), account);
    }
}
