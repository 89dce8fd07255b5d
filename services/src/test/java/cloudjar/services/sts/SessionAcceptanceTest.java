package cloudjar.services.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/** AWS's SDK for Java. The codes in brackets are those of the checks that a test proves. */
class SessionAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    /** Each test has its own: clients of IAM leave out the path of the endpoint, which would choose a world. */
    private final String account = account();

    private final String partner = account();
    private IamClient iam;
    private StsClient sts;

    private static String account() {
        return String.format("2000%08d", ACCOUNTS.incrementAndGet());
    }

    @BeforeEach
    void open(TestWorld world) {
        iam = world.client(IamClient.builder(), account, Region.AWS_GLOBAL);
        sts = sts(world, account);
    }

    private static StsClient sts(TestWorld world, String key) {
        return world.client(StsClient.builder(), key, Region.US_EAST_1);
    }

    /** A role that trusts a principal under a condition, which may be empty. */
    private String role(String name, String principal, String condition) {
        String trust = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"], "Principal": %s%s}]}""".formatted(principal, condition.isEmpty() ? "" : ", \"Condition\": " + condition);
        return iam.createRole(create -> create.roleName(name)
                        .path("/team/")
                        .maxSessionDuration(7200)
                        .assumeRolePolicyDocument(trust))
                .role()
                .arn();
    }

    private static String aws(String account) {
        return "{\"AWS\": \"arn:aws:iam::" + account + ":root\"}";
    }

    private static void assertRefused(ThrowingCallable call, int status, String code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StsException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
            assertThat(error.statusCode()).isEqualTo(status);
        });
    }

    /** [STS-1] [STS-4] [IAM-9] [GEN-7] */
    @Test
    void aRoleOfAnotherAccountIsAssumed(TestWorld world) {
        String arn = role("audit", aws(partner), "");
        AssumeRoleResponse assumed =
                sts(world, partner).assumeRole(assume -> assume.roleArn(arn).roleSessionName("nightly"));
        String session = "arn:aws:sts::" + account + ":assumed-role/audit/nightly";
        assertThat(assumed.assumedRoleUser().arn()).isEqualTo(session);
        assertThat(assumed.assumedRoleUser().assumedRoleId()).matches("AROA[A-Z2-7]{17}:nightly");
        Credentials credentials = assumed.credentials();
        assertThat(credentials.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(credentials.secretAccessKey()).hasSize(40);
        assertThat(credentials.sessionToken()).hasSizeGreaterThan(100);
        assertThat(credentials.expiration())
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(58)),
                        Instant.now().plus(Duration.ofMinutes(61)));
        // The session is one of the role's account.
        var identity = sts(world, credentials.accessKeyId()).getCallerIdentity();
        assertThat(identity.arn()).isEqualTo(session);
        assertThat(identity.account()).isEqualTo(account);
        assertThat(identity.userId()).isEqualTo(assumed.assumedRoleUser().assumedRoleId());
    }

    /** [STS-1] [IAM-4] */
    @Test
    void whoIsNotTrustedIsRefused(TestWorld world) {
        String arn = role("audit", aws(partner), "");
        String stranger = account();
        String refusal =
                "User: arn:aws:iam::" + stranger + ":root is not authorized to perform: sts:AssumeRole on resource: ";
        StsClient other = sts(world, stranger);
        assertRefused(
                () -> other.assumeRole(assume -> assume.roleArn(arn).roleSessionName("one")),
                403,
                "AccessDenied",
                refusal + arn);
        assertRefused(
                () -> other.assumeRole(assume -> assume.roleArn(arn + "-none").roleSessionName("one")),
                403,
                "AccessDenied",
                refusal + arn + "-none");
    }

    /** [IAM-10] */
    @Test
    void aRoleThatTrustsAServiceIsTheServicesAlone(TestWorld world) {
        String arn = role("task", "{\"Service\": \"ecs-tasks.amazonaws.com\"}", "");
        assertThatThrownBy(() -> sts.assumeRole(assume -> assume.roleArn(arn).roleSessionName("one")))
                .isInstanceOf(StsException.class);
    }

    @Test
    void anExternalIdIsAskedFor(TestWorld world) {
        String arn = role("audit", aws(partner), "{\"StringEquals\": {\"sts:ExternalId\": \"42\"}}");
        StsClient other = sts(world, partner);
        assertThatThrownBy(() -> other.assumeRole(assume -> assume.roleArn(arn).roleSessionName("one")))
                .isInstanceOf(StsException.class);
        assertThatThrownBy(() -> other.assumeRole(
                        assume -> assume.roleArn(arn).roleSessionName("one").externalId("41")))
                .isInstanceOf(StsException.class);
        assertThat(other.assumeRole(assume ->
                                assume.roleArn(arn).roleSessionName("one").externalId("42"))
                        .credentials())
                .isNotNull();
    }

    @Test
    void aSessionLastsAsLongAsTheRoleLetsItAndAChainedOneAnHour(TestWorld world) {
        String arn = role("audit", aws(account), "");
        assertThat(sts.assumeRole(assume ->
                                assume.roleArn(arn).roleSessionName("one").durationSeconds(7200))
                        .credentials()
                        .expiration())
                .isAfter(Instant.now().plus(Duration.ofMinutes(118)));
        assertRefused(
                () -> sts.assumeRole(
                        assume -> assume.roleArn(arn).roleSessionName("one").durationSeconds(7201)),
                400,
                "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        String key = sts.assumeRole(assume -> assume.roleArn(arn).roleSessionName("one"))
                .credentials()
                .accessKeyId();
        StsClient chained = sts(world, key);
        assertThat(chained.assumeRole(assume -> assume.roleArn(arn).roleSessionName("two"))
                        .credentials())
                .isNotNull();
        assertRefused(
                () -> chained.assumeRole(
                        assume -> assume.roleArn(arn).roleSessionName("two").durationSeconds(3601)),
                400,
                "ValidationError",
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
    }

    @Test
    void tagsThatGoOnCannotBeChanged(TestWorld world) {
        String arn = role("audit", aws(account), "");
        Tag red = Tag.builder().key("Team").value("red").build();
        assertRefused(
                () -> sts.assumeRole(assume ->
                        assume.roleArn(arn).roleSessionName("one").tags(red).transitiveTagKeys("Other")),
                400,
                "InvalidParameterValue",
                "The specified transitive tag key must be included in the requested tags.");
        String key = sts.assumeRole(assume ->
                        assume.roleArn(arn).roleSessionName("one").tags(red).transitiveTagKeys("Team"))
                .credentials()
                .accessKeyId();
        StsClient chained = sts(world, key);
        assertRefused(
                () -> chained.assumeRole(assume -> assume.roleArn(arn)
                        .roleSessionName("two")
                        .tags(Tag.builder().key("team").value("blue").build())),
                400,
                "InvalidParameterValue",
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key"
                        + " from the calling session.");
        // The tag went on: a role that asks for it may be assumed from the session, and not without it.
        String reds = role("reds", aws(account), "{\"StringEquals\": {\"aws:PrincipalTag/Team\": \"red\"}}");
        assertThat(chained.assumeRole(assume -> assume.roleArn(reds).roleSessionName("two"))
                        .credentials())
                .isNotNull();
        assertThatThrownBy(() -> sts.assumeRole(assume -> assume.roleArn(reds).roleSessionName("two")))
                .isInstanceOf(StsException.class);
    }

    @Test
    void aSourceIdentityStays(TestWorld world) {
        String arn = role("audit", aws(account), "");
        var first = sts.assumeRole(
                assume -> assume.roleArn(arn).roleSessionName("one").sourceIdentity("ann"));
        assertThat(first.sourceIdentity()).isEqualTo("ann");
        StsClient chained = sts(world, first.credentials().accessKeyId());
        assertThat(chained.assumeRole(assume -> assume.roleArn(arn).roleSessionName("two"))
                        .sourceIdentity())
                .isEqualTo("ann");
        assertThatThrownBy(() -> chained.assumeRole(
                        assume -> assume.roleArn(arn).roleSessionName("two").sourceIdentity("bea")))
                .isInstanceOf(StsException.class);
    }

    @Test
    void aSessionPolicyIsRead(TestWorld world) {
        String arn = role("audit", aws(account), "");
        assertRefused(
                () -> sts.assumeRole(
                        assume -> assume.roleArn(arn).roleSessionName("one").policy("{")),
                400,
                "MalformedPolicyDocument",
                "Syntax errors in policy.");
        var assumed = sts.assumeRole(assume -> assume.roleArn(arn)
                .roleSessionName("one")
                .policyArns(PolicyDescriptorType.builder()
                        .arn("arn:aws:iam::aws:policy/ReadOnlyAccess")
                        .build()));
        assertThat(assumed.packedPolicySize()).isPositive();
    }

    @Test
    void whatIsNoArnIsRefused() {
        assertRefused(
                () -> sts.assumeRole(
                        assume -> assume.roleArn("nothing-valid-in-here").roleSessionName("one")),
                400,
                "ValidationError",
                "nothing-valid-in-here is invalid");
    }

    /** [STS-2] [STS-4] */
    @Test
    void aUserGetsASessionOfItsOwn(TestWorld world) {
        iam.createUser(create -> create.userName("ann"));
        String key = iam.createAccessKey(create -> create.userName("ann"))
                .accessKey()
                .accessKeyId();
        Credentials session = sts(world, key).getSessionToken().credentials();
        StsClient temporary = sts(world, session.accessKeyId());
        assertThat(temporary.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::" + account + ":user/ann");
        assertThat(session.expiration()).isAfter(Instant.now().plus(Duration.ofMinutes(11 * 60 + 50)));
        assertRefused(
                temporary::getSessionToken,
                403,
                "AccessDenied",
                "Cannot call GetSessionToken with session credentials");
        assertRefused(
                () -> temporary.getFederationToken(get -> get.name("guest")),
                403,
                "AccessDenied",
                "Cannot call GetFederationToken with session credentials");
        assertThat(sts.getSessionToken(get -> get.durationSeconds(7200))
                        .credentials()
                        .expiration())
                .isBefore(Instant.now().plus(Duration.ofMinutes(61)));
    }

    @Test
    void aFederatedUserHasANameInTheAccount(TestWorld world) {
        var token = sts.getFederationToken(get -> get.name("guest").durationSeconds(900));
        assertThat(token.federatedUser().federatedUserId()).isEqualTo(account + ":guest");
        assertThat(token.packedPolicySize()).isZero();
        assertThat(sts(world, token.credentials().accessKeyId())
                        .getCallerIdentity()
                        .arn())
                .isEqualTo("arn:aws:sts::" + account + ":federated-user/guest");
    }

    @Test
    void aKeySaysWhoseItIs(TestWorld world) {
        String key = iam.createAccessKey().accessKey().accessKeyId();
        StsClient other = sts(world, partner);
        assertThat(other.getAccessKeyInfo(get -> get.accessKeyId(key)).account())
                .isEqualTo(account);
        assertThat(other.getAccessKeyInfo(get -> get.accessKeyId("ASIAQNZGKIQY56JQ7WML"))
                        .account())
                .isEqualTo("029608264753");
    }
}
