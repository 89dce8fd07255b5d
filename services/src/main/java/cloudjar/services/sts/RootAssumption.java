package cloudjar.services.sts;

import cloudjar.api.iam.FeatureType;
import cloudjar.api.iam.Iam;
import cloudjar.api.iam.ListOrganizationsFeaturesRequest;
import cloudjar.api.organizations.AccountNotFoundException;
import cloudjar.api.organizations.AccountStatus;
import cloudjar.api.organizations.DescribeAccountRequest;
import cloudjar.api.organizations.DescribeOrganizationRequest;
import cloudjar.api.organizations.Organizations;
import cloudjar.api.sts.AssumeRootRequest;
import cloudjar.api.sts.AssumeRootResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.identity.Session;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * AssumeRoot: a session of the root user of a member account, for one task.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html">AssumeRoot</a>
 */
final class RootAssumption {
    private static final String ASSUME = "sts:AssumeRoot";
    private static final String TASKS = ":iam::aws:policy/root-task/";
    private static final String ROOT = "root";
    private static final int SECONDS = 900;
    private static final Principal STS = new Principal.Service("sts.amazonaws.com");

    private final Cloud cloud;

    RootAssumption(Cloud cloud) {
        this.cloud = cloud;
    }

    AssumeRootResponse assume(AssumeRootRequest in, Call call) {
        boolean mayAsk =
                call.principal() instanceof Principal.User || call.principal() instanceof Principal.AssumedRole;
        String account = account(in.targetPrincipal()).orElseThrow(() -> StsErrors.invalidArn(in.targetPrincipal()));
        Principal.Root root = new Principal.Root(account, call.partition());
        if (!mayAsk || !sessionsEnabled(call) || !isMember(account, call)) {
            throw StsErrors.denied(call.principal(), ASSUME, root.id());
        }
        String task = in.taskPolicyArn().arn();
        if (task == null || !task.startsWith("arn:" + call.partition().id() + TASKS)) {
            throw StsErrors.taskPolicy(String.valueOf(task));
        }
        String document = new PolicyTexts(cloud, call).of(task);
        String source = Sessions.calling(call).map(Session::sourceIdentity).orElse(null);
        Session session = new Session(call.time(), null, Map.of(), List.of(), List.of(document), null, source);
        int seconds = Objects.requireNonNullElse(in.durationSeconds(), SECONDS);
        return AssumeRootResponse.builder()
                .credentials(Sessions.make(call, root, seconds, session).shown())
                .sourceIdentity(source)
                .build();
    }

    /** The account whose root user is meant: named by its id or by the root user's ARN. */
    static Optional<String> account(String target) {
        if (Account.isId(target)) {
            return Optional.of(target);
        }
        return Arn.parse(target)
                .filter(arn -> arn.service().equals("iam") && arn.resource().equals(ROOT))
                .map(Arn::account)
                .filter(Account::isId);
    }

    /** Whether the caller's account may act for its organization, which lets it be root of members. */
    private boolean sessionsEnabled(Call call) {
        try {
            return cloud.client(Iam.API)
                    .listOrganizationsFeatures(ListOrganizationsFeaturesRequest.of(), call.as(STS))
                    .enabledFeatures()
                    .contains(FeatureType.ROOT_SESSIONS);
        } catch (ApiException e) {
            // No organization, or one for which this account may not act: nobody's root but its own.
            return false;
        }
    }

    private boolean isMember(String account, Call call) {
        Organizations organizations = cloud.client(Organizations.API);
        Call own = call.as(STS);
        var organization = organizations
                .describeOrganization(DescribeOrganizationRequest.of(), own)
                .organization();
        if (organization == null || account.equals(organization.masterAccountId())) {
            return false;
        }
        try {
            var member = organizations
                    .describeAccount(
                            DescribeAccountRequest.builder().accountId(account).build(),
                            own.in(Objects.requireNonNull(organization.masterAccountId()), call.region()))
                    .account();
            return member != null && AccountStatus.ACTIVE.equals(member.status_());
        } catch (AccountNotFoundException elsewhere) {
            return false;
        }
    }
}
