package cloudjar.kernel.policy;

import static cloudjar.kernel.policy.Policies.ACCOUNT;
import static cloudjar.kernel.policy.Policies.FEDERATED_USER;
import static cloudjar.kernel.policy.Policies.NOBODY;
import static cloudjar.kernel.policy.Policies.OTHER_ACCOUNT;
import static cloudjar.kernel.policy.Policies.ROLE_SESSION;
import static cloudjar.kernel.policy.Policies.ROOT;
import static cloudjar.kernel.policy.Policies.SERVICE;
import static cloudjar.kernel.policy.Policies.USER;
import static cloudjar.kernel.policy.Policies.identity;
import static cloudjar.kernel.policy.Policies.request;
import static cloudjar.kernel.policy.Policies.resource;
import static cloudjar.kernel.policy.Policies.statements;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The order in which policies decide.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html">the
 *     rules</a>
 */
class PolicyEvaluatorTest {
    private static final String ALLOW_ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    private static final String ALLOW_OTHER = "{'Effect':'Allow','Action':'other:*','Resource':'*'}";
    private static final String DENY_ALL = "{'Sid':'No','Effect':'Deny','Action':'*','Resource':'*'}";
    private static final String THING = "arn:aws:things:us-east-1:111122223333:thing";

    private static String allowTo(String principal) {
        return "{'Effect':'Allow','Principal':" + principal + ",'Action':'*','Resource':'*'}";
    }

    private static String aws(String arn) {
        return "{'AWS':'" + arn + "'}";
    }

    private static CompiledPolicy of(PolicyKind kind, String statement) {
        return statements(
                kind,
                kind == PolicyKind.RESOURCE || kind == PolicyKind.RESOURCE_CONTROL
                        ? statement.replace("'Action'", "'Principal':'*','Action'")
                        : statement);
    }

    private static PolicySet allAllow() {
        return PolicySet.NONE
                .withServiceControl(List.of(PolicyLayer.of(of(PolicyKind.SERVICE_CONTROL, ALLOW_ALL))))
                .withResourceControl(List.of(PolicyLayer.of(of(PolicyKind.RESOURCE_CONTROL, ALLOW_ALL))))
                .withResource(PolicyLayer.of(resource(allowTo(aws("arn:aws:iam::111122223333:role/examplerole")))))
                .withIdentity(PolicyLayer.of(identity(ALLOW_ALL)))
                .withBoundary(PolicyLayer.of(of(PolicyKind.BOUNDARY, ALLOW_ALL)))
                .withSession(PolicyLayer.of(of(PolicyKind.SESSION, ALLOW_ALL)));
    }

    private static PolicySet with(PolicySet set, CompiledPolicy policy) {
        return switch (policy.kind()) {
            case IDENTITY -> set.withIdentity(PolicyLayer.of(policy));
            case BOUNDARY -> set.withBoundary(PolicyLayer.of(policy));
            case SESSION -> set.withSession(PolicyLayer.of(policy));
            case RESOURCE, TRUST -> set.withResource(PolicyLayer.of(policy));
            case SERVICE_CONTROL ->
                set.withServiceControl(List.of(set.serviceControl().getFirst(), PolicyLayer.of(policy)));
            case RESOURCE_CONTROL -> set.withResourceControl(List.of(PolicyLayer.of(policy)));
        };
    }

    private static Decision decide(Caller caller, PolicySet set) {
        return PolicyEvaluator.decide(request(caller, "things:Get", THING), set);
    }

    @Test
    void nothingIsAllowedByDefault() {
        assertThat(decide(USER, PolicySet.NONE)).isEqualTo(new Decision.ImplicitlyDenied(PolicyKind.IDENTITY));
    }

    @Test
    void rootNeedsNoPolicy() {
        assertThat(decide(ROOT, PolicySet.NONE)).isEqualTo(new Decision.Allowed(null));
    }

    @Test
    void rootIsUnderTheOrganization() {
        assertThat(decide(ROOT, with(allAllow(), of(PolicyKind.SERVICE_CONTROL, ALLOW_OTHER))))
                .isEqualTo(new Decision.ImplicitlyDenied(PolicyKind.SERVICE_CONTROL));
        assertThat(decide(ROOT.exempt(), with(allAllow(), of(PolicyKind.SERVICE_CONTROL, ALLOW_OTHER))))
                .isEqualTo(new Decision.Allowed(null));
    }

    @Test
    void aDenialTellsItsStatement() {
        Decision decision = decide(USER, allAllow().withIdentity(PolicyLayer.of(identity(ALLOW_ALL + "," + DENY_ALL))));
        assertThat(decision)
                .isEqualTo(new Decision.ExplicitlyDenied(new StatementRef(PolicyKind.IDENTITY, "IDENTITY", 1, "No")));
    }

    @Test
    void anAllowanceTellsItsStatement() {
        Decision decision =
                decide(USER, PolicySet.NONE.withIdentity(PolicyLayer.of(identity(ALLOW_OTHER + "," + ALLOW_ALL))));
        assertThat(decision)
                .isEqualTo(new Decision.Allowed(new StatementRef(PolicyKind.IDENTITY, "IDENTITY", 1, null)));
    }

    static Stream<PolicyKind> kinds() {
        return Stream.of(PolicyKind.values()).filter(kind -> kind != PolicyKind.TRUST);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aDenialInAnyPolicyDecides(PolicyKind kind) {
        assertThat(decide(ROLE_SESSION, allAllow()).allowed()).isTrue();
        Decision decision = decide(ROLE_SESSION, with(allAllow(), of(kind, DENY_ALL)));
        assertThat(decision).isInstanceOfSatisfying(Decision.ExplicitlyDenied.class, denied -> assertThat(
                        denied.by().kind())
                .isEqualTo(kind));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyLimitMustAllow(PolicyKind kind) {
        Decision decision = decide(ROLE_SESSION, with(allAllow(), of(kind, ALLOW_OTHER)));
        if (kind == PolicyKind.IDENTITY || kind == PolicyKind.RESOURCE) {
            assertThat(decision.allowed()).as("either of them may grant").isTrue();
        } else {
            assertThat(decision).isEqualTo(new Decision.ImplicitlyDenied(kind));
        }
    }

    /** The table "Resource-based policies and implicit denies in other policy types (same account)". */
    static Stream<Arguments> grantsOfResources() {
        String role = "arn:aws:iam::111122223333:role/examplerole";
        String session = "arn:aws:sts::111122223333:assumed-role/examplerole/examplerolesessionname";
        String user = "arn:aws:iam::111122223333:user/exampleuser";
        String federated = "arn:aws:sts::111122223333:federated-user/exampleuser";
        return Stream.of(
                Arguments.of("role session by its role", ROLE_SESSION, aws(role), false),
                Arguments.of("role session by itself", ROLE_SESSION, aws(session), true),
                Arguments.of("role session by everyone", ROLE_SESSION, "'*'", true),
                Arguments.of("user by itself", USER, aws(user), true),
                Arguments.of("user by its unique id", USER, aws("AIDAEXAMPLEUSER000001"), true),
                Arguments.of("user by everyone", USER, aws("*"), true),
                Arguments.of("user by its account", USER, aws(ACCOUNT), false),
                Arguments.of("user by another", USER, aws("arn:aws:iam::111122223333:user/other"), false),
                Arguments.of("federated user by its user", FEDERATED_USER, aws(user), false),
                Arguments.of("federated user by itself", FEDERATED_USER, aws(federated), true),
                Arguments.of("root by its account", ROOT, aws("arn:aws:iam::111122223333:root"), true),
                Arguments.of("service by its name", SERVICE, "{'Service':'topics.amazonaws.com'}", true),
                Arguments.of("service by another's name", SERVICE, "{'Service':'other.amazonaws.com'}", false),
                Arguments.of("nobody by everyone", NOBODY, "'*'", true),
                Arguments.of("nobody by an account", NOBODY, aws(ACCOUNT), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("grantsOfResources")
    void aResourceGrantsAsItNamesTheCaller(String name, Caller caller, String principal, boolean allowed) {
        PolicySet set = PolicySet.NONE
                .withIdentity(PolicyLayer.of(identity(ALLOW_OTHER)))
                .withBoundary(PolicyLayer.of(of(PolicyKind.BOUNDARY, ALLOW_OTHER)))
                .withSession(PolicyLayer.of(of(PolicyKind.SESSION, ALLOW_OTHER)))
                .withResource(PolicyLayer.of(resource(allowTo(principal))));
        assertThat(decide(caller, set).allowed()).as(name).isEqualTo(allowed);
    }

    @Test
    void aGrantToTheRoleStandsForItsPolicies() {
        PolicySet set = PolicySet.NONE.withResource(
                PolicyLayer.of(resource(allowTo(aws("arn:aws:iam::111122223333:role/examplerole")))));
        assertThat(decide(ROLE_SESSION, set).allowed()).isTrue();
        assertThat(decide(ROLE_SESSION, set.withBoundary(PolicyLayer.of(of(PolicyKind.BOUNDARY, ALLOW_OTHER)))))
                .isEqualTo(new Decision.ImplicitlyDenied(PolicyKind.BOUNDARY));
    }

    @Test
    void aFederatedUserHasWhatItsSessionPoliciesLeaveIt() {
        PolicySet set = PolicySet.NONE.withIdentity(PolicyLayer.of(identity(ALLOW_ALL)));
        assertThat(decide(FEDERATED_USER, set)).isEqualTo(new Decision.ImplicitlyDenied(PolicyKind.SESSION));
        assertThat(decide(FEDERATED_USER, set.withSession(PolicyLayer.of(of(PolicyKind.SESSION, ALLOW_ALL))))
                        .allowed())
                .isTrue();
    }

    /** Key policies and trust policies. */
    @Test
    void someResourcesMustGrant() {
        PolicySet set = PolicySet.NONE.withIdentity(PolicyLayer.of(identity(ALLOW_ALL)));
        AccessRequest request = request(USER, "things:Get", THING);
        assertThat(PolicyEvaluator.decide(request, set, ResourceGrant.REQUIRED))
                .isEqualTo(new Decision.ImplicitlyDenied(PolicyKind.RESOURCE));
        PolicySet delegated = set.withResource(PolicyLayer.of(resource(allowTo(aws(ACCOUNT)))));
        assertThat(PolicyEvaluator.decide(request, delegated, ResourceGrant.REQUIRED)
                        .allowed())
                .isTrue();
        assertThat(PolicyEvaluator.decide(request, delegated.withIdentity(PolicyLayer.NONE), ResourceGrant.REQUIRED))
                .isEqualTo(new Decision.ImplicitlyDenied(PolicyKind.IDENTITY));
        assertThat(PolicyEvaluator.decide(request(ROOT, "things:Get", THING), PolicySet.NONE, ResourceGrant.REQUIRED))
                .isEqualTo(new Decision.ImplicitlyDenied(PolicyKind.RESOURCE));
    }

    @Test
    void acrossAccountsBothMustAllow() {
        AccessRequest request = new AccessRequest(
                USER,
                ActionName.of("things:Get"),
                List.of(ResourceName.of("arn:aws:things:us-east-1:444455556666:thing")),
                OTHER_ACCOUNT,
                RequestContext.EMPTY);
        CompiledPolicy own = identity(ALLOW_ALL);
        CompiledPolicy theirs = resource(allowTo(aws("arn:aws:iam::111122223333:user/exampleuser")));
        PolicySet both = PolicySet.NONE.withIdentity(PolicyLayer.of(own)).withResource(PolicyLayer.of(theirs));
        assertThat(PolicyEvaluator.decide(request, both).allowed()).isTrue();
        assertThat(PolicyEvaluator.decide(request, both.withResource(PolicyLayer.NONE)))
                .isEqualTo(new Decision.ImplicitlyDenied(PolicyKind.RESOURCE));
        assertThat(PolicyEvaluator.decide(request, both.withIdentity(PolicyLayer.NONE)))
                .isEqualTo(new Decision.ImplicitlyDenied(PolicyKind.IDENTITY));
        assertThat(PolicyEvaluator.decide(
                        request, both.withBoundary(PolicyLayer.of(of(PolicyKind.BOUNDARY, ALLOW_OTHER)))))
                .isEqualTo(new Decision.ImplicitlyDenied(PolicyKind.BOUNDARY));
    }

    @Test
    void everyResourceMustBeAllowed() {
        PolicySet set = PolicySet.NONE.withIdentity(
                PolicyLayer.of(identity("{'Effect':'Allow','Action':'*','Resource':'arn:aws:things:*:*:a*'}")));
        AccessRequest request = new AccessRequest(
                USER,
                ActionName.of("things:Get"),
                Stream.of("a1", "b1")
                        .map(name -> ResourceName.of("arn:aws:things:us-east-1:111122223333:" + name))
                        .toList(),
                ACCOUNT,
                RequestContext.EMPTY);
        assertThat(PolicyEvaluator.decide(request, set)).isEqualTo(new Decision.ImplicitlyDenied(PolicyKind.IDENTITY));
    }

    @Test
    void notPrincipalSparesWhomItNames() {
        CompiledPolicy policy = resource("{'Effect':'Deny','Action':'*','Resource':'*','NotPrincipal':{'AWS':["
                + "'arn:aws:iam::111122223333:user/exampleuser','arn:aws:iam::111122223333:root']}}");
        PolicySet set =
                PolicySet.NONE.withIdentity(PolicyLayer.of(identity(ALLOW_ALL))).withResource(PolicyLayer.of(policy));
        assertThat(decide(USER, set).allowed()).isTrue();
        assertThat(decide(Caller.of(Policies.user("other")), set)).isInstanceOf(Decision.ExplicitlyDenied.class);
        assertThat(decide(ROLE_SESSION, set)).isInstanceOf(Decision.ExplicitlyDenied.class);
        assertThat(decide(USER, set.withBoundary(PolicyLayer.of(of(PolicyKind.BOUNDARY, ALLOW_ALL)))))
                .as("a boundary: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html")
                .isInstanceOf(Decision.ExplicitlyDenied.class);
    }

    @Test
    void anIdentityProviderIsTrustedByItsName() {
        CompiledPolicy trust = statements(
                PolicyKind.TRUST,
                "{'Effect':'Allow','Principal':{'Federated':'accounts.example.com'},'Action':'tokens:Assume'}");
        AccessRequest request = request(Caller.federated("accounts.example.com"), "tokens:Assume", THING);
        PolicySet set = PolicySet.NONE.withResource(PolicyLayer.of(trust));
        assertThat(PolicyEvaluator.decide(request, set, ResourceGrant.REQUIRED).allowed())
                .isTrue();
        assertThat(PolicyEvaluator.decide(
                                request(Caller.federated("other.example.com"), "tokens:Assume", THING),
                                set,
                                ResourceGrant.REQUIRED)
                        .allowed())
                .isFalse();
    }

    @Test
    void aRoleIsFoundByNameWhereItsPathIsNotKnown() {
        PolicySet set = PolicySet.NONE.withResource(
                PolicyLayer.of(resource(allowTo(aws("arn:aws:iam::111122223333:role/team/examplerole")))));
        assertThat(decide(Caller.of(ROLE_SESSION.principal()), set).allowed()).isTrue();
        assertThat(decide(ROLE_SESSION, set).allowed()).isFalse();
    }
}
