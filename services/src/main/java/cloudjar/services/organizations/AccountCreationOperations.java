package cloudjar.services.organizations;

import cloudjar.api.iam.AttachRolePolicyRequest;
import cloudjar.api.iam.CreateRoleRequest;
import cloudjar.api.iam.Iam;
import cloudjar.api.organizations.AccountCreations;
import cloudjar.api.organizations.CreateAccountFailureReason;
import cloudjar.api.organizations.CreateAccountRequest;
import cloudjar.api.organizations.CreateAccountResponse;
import cloudjar.api.organizations.CreateAccountState;
import cloudjar.api.organizations.CreateAccountStatus;
import cloudjar.api.organizations.CreateGovCloudAccountRequest;
import cloudjar.api.organizations.CreateGovCloudAccountResponse;
import cloudjar.api.organizations.DescribeCreateAccountStatusRequest;
import cloudjar.api.organizations.DescribeCreateAccountStatusResponse;
import cloudjar.api.organizations.ListCreateAccountStatusRequest;
import cloudjar.api.organizations.ListCreateAccountStatusResponse;
import cloudjar.api.organizations.Tag;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Pace;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accounts that are being created. */
final class AccountCreationOperations implements AccountCreations {
    private static final Principal ORGANIZATIONS = new Principal.Service("organizations.amazonaws.com");
    private static final String ROLE = "OrganizationAccountAccessRole";
    private static final Duration TIME = Duration.ofSeconds(45);
    private static final String DIGITS = "0123456789";
    private static final String NOT_ZERO = "123456789";
    private static final int ID_CHANCE = 32;

    private final Cloud cloud;
    private final Pace pace;

    AccountCreationOperations(Cloud cloud, Pace pace) {
        this.cloud = cloud;
        this.pace = pace;
    }

    /** What is asked for, by either operation. */
    private record Wanted(
            String email, String name, @Nullable String roleName, List<Tag> tags, boolean govCloud) {}

    @Override
    public CreateAccountResponse createAccount(CreateAccountRequest in, Call call) {
        Wanted wanted = new Wanted(in.email(), in.accountName(), in.roleName(), in.tags(), false);
        return CreateAccountResponse.builder()
                .createAccountStatus(create(wanted, call))
                .build();
    }

    @Override
    public CreateGovCloudAccountResponse createGovCloudAccount(CreateGovCloudAccountRequest in, Call call) {
        Wanted wanted = new Wanted(in.email(), in.accountName(), in.roleName(), in.tags(), true);
        return CreateGovCloudAccountResponse.builder()
                .createAccountStatus(create(wanted, call))
                .build();
    }

    private CreateAccountStatus create(Wanted wanted, Call call) {
        Map<String, String> tags = Tags.of(wanted.tags());
        String request = "car-" + call.world().ids().of(Ids.LOWER_ALPHANUMERIC, ID_CHANCE);
        String accountId = accountId(call);
        String govCloudId = wanted.govCloud() ? accountId(call) : null;
        Instant completed = pace == Pace.REAL ? call.time().plus(TIME) : call.time();
        Creation creation = call.write(tx -> {
            Organization organization = Standing.management(tx, call).organization();
            checkRoom(tx, organization, call.time());
            boolean taken = OrganizationsTables.ACCOUNTS_BY_EMAIL
                            .in(Scope.GLOBAL)
                            .get(tx, OrganizationsTables.fold(wanted.email()))
                            .isPresent()
                    || OrganizationsTables.ACCOUNTS.in(Scope.GLOBAL).contains(tx, accountId);
            Creation made = taken
                    ? new Creation(
                            request,
                            wanted.name(),
                            call.time(),
                            completed,
                            null,
                            null,
                            CreateAccountFailureReason.EMAIL_ALREADY_EXISTS)
                    : new Creation(request, wanted.name(), call.time(), completed, accountId, govCloudId, null);
            OrganizationsTables.CREATIONS.in(organization.scope()).put(tx, request, made);
            if (made.failure() == null) {
                join(tx, organization, wanted, accountId, tags, completed);
            }
            return made;
        });
        if (creation.failure() == null) {
            String role = wanted.roleName() == null ? ROLE : wanted.roleName();
            giveRole(role, call.in(accountId, call.region()).as(ORGANIZATIONS), call.account());
        }
        return creation.begun();
    }

    private static void checkRoom(Tx tx, Organization organization, Instant now) {
        long members = OrganizationsTables.ACCOUNTS_BY_ORGANIZATION
                .in(Scope.GLOBAL)
                .count(tx, Range.prefix(organization.id()));
        if (members >= OrganizationsLimits.ACCOUNTS.current()) {
            throw OrganizationsErrors.constraint(
                    "ACCOUNT_NUMBER_LIMIT_EXCEEDED", "You have exceeded the allowed number of AWS accounts.");
        }
        long running = OrganizationsTables.CREATIONS.in(organization.scope()).rows(tx).stream()
                .filter(row -> row.value().completed().isAfter(now))
                .count();
        if (running >= OrganizationsLimits.CREATIONS.current()) {
            throw OrganizationsErrors.constraint(
                    "ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED",
                    "You have exceeded the number of accounts that you can create at the same time.");
        }
    }

    private static void join(
            Tx tx, Organization organization, Wanted wanted, String id, Map<String, String> tags, Instant completed) {
        MemberAccount account = new MemberAccount(
                        id, wanted.name(), wanted.email(), null, null, null, false, completed, null, null, Map.of())
                .joining(organization, organization.rootId(), false, completed)
                .withTags(tags);
        OrganizationsTables.ACCOUNTS.in(Scope.GLOBAL).put(tx, id, account);
        new Attachments(organization).begin(tx, id);
    }

    /** The role by which the management account has all power in the new one. */
    private void giveRole(String name, Call call, String managementAccount) {
        String partition = call.partition().id();
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:"
                + partition + ":iam::" + managementAccount + ":root\"},\"Action\":\"sts:AssumeRole\"}]}";
        Iam iam = cloud.client(Iam.API);
        iam.createRole(
                CreateRoleRequest.builder()
                        .roleName(name)
                        .assumeRolePolicyDocument(trust)
                        .build(),
                call);
        iam.attachRolePolicy(
                AttachRolePolicyRequest.builder()
                        .roleName(name)
                        .policyArn("arn:" + partition + ":iam::aws:policy/AdministratorAccess")
                        .build(),
                call);
    }

    private static String accountId(Call call) {
        Ids ids = call.world().ids();
        return ids.of(NOT_ZERO, 1) + ids.of(DIGITS, 11);
    }

    @Override
    public DescribeCreateAccountStatusResponse describeCreateAccountStatus(
            DescribeCreateAccountStatusRequest in, Call call) {
        return call.read(snapshot -> DescribeCreateAccountStatusResponse.builder()
                .createAccountStatus(OrganizationsTables.CREATIONS
                        .in(Standing.reader(snapshot, call).scope())
                        .get(snapshot, in.createAccountRequestId())
                        .orElseThrow(OrganizationsErrors::noCreation)
                        .shown(call.time()))
                .build());
    }

    @Override
    public ListCreateAccountStatusResponse listCreateAccountStatus(ListCreateAccountStatusRequest in, Call call) {
        PageRequest asked = Paging.asked(in.maxResults(), in.nextToken(), "ListCreateAccountStatus" + in.states());
        List<String> states = in.states().isEmpty()
                ? List.of(CreateAccountState.IN_PROGRESS, CreateAccountState.SUCCEEDED, CreateAccountState.FAILED)
                : in.states();
        Page<CreateAccountStatus> part = call.read(snapshot -> Page.of(
                        OrganizationsTables.CREATIONS.in(
                                Standing.reader(snapshot, call).scope()),
                        snapshot,
                        Range.all(),
                        asked,
                        creation -> states.contains(creation.state(call.time())))
                .map(creation -> creation.shown(call.time())));
        return ListCreateAccountStatusResponse.builder()
                .createAccountStatuses(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }
}
