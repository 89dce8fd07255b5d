package cloudjar.services.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.ssoadmin.model.AuthenticationMethodType;
import software.amazon.awssdk.services.ssoadmin.model.AuthorizedTokenIssuer;
import software.amazon.awssdk.services.ssoadmin.model.GrantType;
import software.amazon.awssdk.services.ssoadmin.model.JwksRetrievalOption;
import software.amazon.awssdk.services.ssoadmin.model.PrincipalType;
import software.amazon.awssdk.services.ssoadmin.model.TrustedTokenIssuerType;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenWithIamRequest;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenWithIamResponse;
import software.amazon.awssdk.services.sts.StsClient;

/** AWS's SDK for Java: an application exchanges tokens of an issuer that the instance trusts; an account of ours is one. */
class ApplicationTokenAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private TestWorld world;
    private SsoAdminClient admin;
    private SsoOidcClient oidc;
    private String application;
    private String user;

    @BeforeEach
    void open(TestWorld fresh) {
        world = fresh;
        admin = world.client(SsoAdminClient.builder());
        oidc = world.client(SsoOidcClient.builder());
        String instance = admin.createInstance(create -> {}).instanceArn();
        String store = admin.describeInstance(describe -> describe.instanceArn(instance))
                .identityStoreId();
        user = world.client(IdentitystoreClient.builder())
                .createUser(create -> create.identityStoreId(store)
                        .userName("arn:aws:iam::" + TestWorld.ACCOUNT + ":root")
                        .displayName("Root")
                        .name(name -> name.givenName("Ro").familyName("Ot")))
                .userId();
        application = admin.createApplication(create -> create.instanceArn(instance)
                        .name("app")
                        .applicationProviderArn("arn:aws:sso::aws:applicationProvider/custom"))
                .applicationArn();
        String url = world.client(IamClient.builder())
                .enableOutboundWebIdentityFederation(any -> {})
                .issuerIdentifier();
        String issuer = admin.createTrustedTokenIssuer(create -> create.instanceArn(instance)
                        .name("account")
                        .trustedTokenIssuerType(TrustedTokenIssuerType.OIDC_JWT)
                        .trustedTokenIssuerConfiguration(
                                configuration -> configuration.oidcJwtConfiguration(jwt -> jwt.issuerUrl(url)
                                        .claimAttributePath("sub")
                                        .identityStoreAttributePath("userName")
                                        .jwksRetrievalOption(JwksRetrievalOption.OPEN_ID_DISCOVERY))))
                .trustedTokenIssuerArn();
        admin.putApplicationGrant(put -> put.applicationArn(application)
                .grantType(GrantType.URN_IETF_PARAMS_OAUTH_GRANT_TYPE_JWT_BEARER)
                .grant(grant -> grant.jwtBearer(bearer -> bearer.authorizedTokenIssuers(AuthorizedTokenIssuer.builder()
                        .trustedTokenIssuerArn(issuer)
                        .authorizedAudiences("app")
                        .build()))));
        admin.putApplicationAccessScope(put -> put.applicationArn(application).scope("sso:account:access"));
    }

    private void letIn() {
        Document actors = Document.mapBuilder()
                .putString("Version", "2012-10-17")
                .putList(
                        "Statement",
                        list -> list.addMap(statement -> statement
                                .putString("Effect", "Allow")
                                .putString("Action", "sso-oauth:CreateTokenWithIAM")
                                .putString("Resource", "*")
                                .putMap("Principal", principal -> principal.putString("AWS", TestWorld.ACCOUNT))))
                .build();
        admin.putApplicationAuthenticationMethod(put -> put.applicationArn(application)
                .authenticationMethodType(AuthenticationMethodType.IAM)
                .authenticationMethod(method -> method.iam(iam -> iam.actorPolicy(actors))));
    }

    private String assertion(String audience) {
        return world.client(StsClient.builder())
                .getWebIdentityToken(get -> get.audience(audience).signingAlgorithm("ES384"))
                .webIdentityToken();
    }

    private CreateTokenWithIamResponse ask(Consumer<CreateTokenWithIamRequest.Builder> more) {
        return oidc.createTokenWithIAM(
                create -> create.clientId(application).grantType(BEARER).applyMutation(more));
    }

    private void assertRefused(String code, Consumer<CreateTokenWithIamRequest.Builder> more) {
        assertThatThrownBy(() -> ask(more)).isInstanceOfSatisfying(AwsServiceException.class, refused -> assertThat(
                        refused.awsErrorDetails().errorCode())
                .isEqualTo(code));
    }

    /** [SSO-4] */
    @Test
    void aTokenOfATrustedIssuerIsExchanged() {
        String assertion = assertion("app");
        assertRefused("AccessDeniedException", ask -> ask.assertion(assertion));
        letIn();
        // Nobody is assigned to the application.
        assertRefused("AccessDeniedException", ask -> ask.assertion(assertion));
        admin.createApplicationAssignment(assign -> assign.applicationArn(application)
                .principalType(PrincipalType.USER)
                .principalId(user));
        CreateTokenWithIamResponse given = ask(ask -> ask.assertion(assertion));
        assertThat(given.tokenType()).isEqualTo("Bearer");
        assertThat(given.expiresIn()).isEqualTo(3600);
        assertThat(given.scope()).containsExactly("sso:account:access");
        assertThat(given.refreshToken()).isNull();
        assertThat(world.client(SsoClient.builder())
                        .listAccounts(list -> list.accessToken(given.accessToken()))
                        .accountList())
                .isEmpty();

        assertRefused("InvalidScopeException", ask -> ask.assertion(assertion).scope("other"));
        assertRefused("InvalidGrantException", ask -> ask.assertion(assertion("elsewhere")));
        assertRefused(
                "InvalidGrantException",
                ask -> ask.assertion(assertion.substring(0, assertion.lastIndexOf('.')) + "." + "A".repeat(128)));
        assertRefused("InvalidGrantException", ask -> ask.assertion("no token"));
        assertRefused("InvalidRequestException", ask -> {});
        assertRefused(
                "InvalidClientException", ask -> ask.clientId(application + "x").assertion(assertion));
        assertRefused("UnsupportedGrantTypeException", ask -> ask.grantType("password"));
    }

    @Test
    void aRefreshTokenGivesAnotherToken() {
        letIn();
        admin.putApplicationAssignmentConfiguration(
                put -> put.applicationArn(application).assignmentRequired(false));
        assertRefused("UnauthorizedClientException", ask -> ask.grantType("refresh_token")
                .refreshToken("any"));
        admin.putApplicationGrant(put -> put.applicationArn(application)
                .grantType(GrantType.REFRESH_TOKEN)
                .grant(grant -> grant.refreshToken(refresh -> {})));
        CreateTokenWithIamResponse first = ask(ask -> ask.assertion(assertion("app")));
        CreateTokenWithIamResponse second =
                ask(ask -> ask.grantType("refresh_token").refreshToken(first.refreshToken()));
        assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
        assertRefused(
                "InvalidGrantException", ask -> ask.grantType("refresh_token").refreshToken("any"));
    }
}
