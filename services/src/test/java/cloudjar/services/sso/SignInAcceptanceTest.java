package cloudjar.services.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cloudjar.api.iam.Iam;
import cloudjar.api.iam.ListRolesRequest;
import cloudjar.api.iam.Role;
import cloudjar.api.sts.GetAccessKeyInfoRequest;
import cloudjar.api.sts.Sts;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestCalls;
import cloudjar.testkit.TestWorld;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.identitystore.model.Email;
import software.amazon.awssdk.services.identitystore.model.MemberId;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.sso.model.AccountInfo;
import software.amazon.awssdk.services.sso.model.RoleCredentials;
import software.amazon.awssdk.services.sso.model.RoleInfo;
import software.amazon.awssdk.services.sso.model.UnauthorizedException;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.ssoadmin.model.AccessControlAttribute;
import software.amazon.awssdk.services.ssoadmin.model.PrincipalType;
import software.amazon.awssdk.services.ssoadmin.model.TargetType;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.AuthorizationPendingException;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;
import software.amazon.awssdk.services.ssooidc.model.ExpiredTokenException;
import software.amazon.awssdk.services.ssooidc.model.InvalidClientException;
import software.amazon.awssdk.services.ssooidc.model.InvalidGrantException;
import software.amazon.awssdk.services.ssooidc.model.InvalidRequestException;
import software.amazon.awssdk.services.ssooidc.model.RegisterClientResponse;
import software.amazon.awssdk.services.ssooidc.model.SlowDownException;
import software.amazon.awssdk.services.ssooidc.model.StartDeviceAuthorizationResponse;

/** AWS's SDK for Java: people sign in, and get what is assigned to them. The codes in brackets are those of the checks. */
class SignInAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

    private TestWorld world;
    private SignIns signIns;
    private SsoAdminClient admin;
    private IdentitystoreClient directory;
    private SsoOidcClient oidc;
    private SsoClient portal;
    private String instance;
    private String store;
    private String startUrl;

    @BeforeEach
    void open(TestWorld fresh) {
        world = fresh;
        world.clock().freeze();
        signIns = new SignIns(CLOUD.cloud().gateway().cloud());
        admin = world.client(SsoAdminClient.builder());
        directory = world.client(IdentitystoreClient.builder());
        oidc = world.client(SsoOidcClient.builder());
        portal = world.client(SsoClient.builder());
        instance = admin.createInstance(create -> create.name("home")).instanceArn();
        store = admin.describeInstance(describe -> describe.instanceArn(instance))
                .identityStoreId();
        startUrl = "https://" + store + ".awsapps.com/start";
        user("ann");
    }

    /** A call of an account in the test's world: the SDK's clients of IAM and STS leave out the path that chooses one. */
    private Call call(String account) {
        return TestCalls.ofRoot(world.world(), account);
    }

    private String user(String name) {
        return directory
                .createUser(create -> create.identityStoreId(store)
                        .userName(name)
                        .displayName(name)
                        .name(parts -> parts.givenName("Ann").familyName("Example"))
                        .emails(Email.builder()
                                .value(name + "@example.org")
                                .primary(true)
                                .build()))
                .userId();
    }

    private RegisterClientResponse register(String... scopes) {
        return oidc.registerClient(register -> register.clientName("a program")
                .clientType("public")
                .issuerUrl(startUrl)
                .redirectUris("http://127.0.0.1/oauth/callback")
                .grantTypes("authorization_code", "refresh_token")
                .scopes(scopes));
    }

    private StartDeviceAuthorizationResponse start(RegisterClientResponse client) {
        return oidc.startDeviceAuthorization(start -> start.clientId(client.clientId())
                .clientSecret(client.clientSecret())
                .startUrl(startUrl));
    }

    private CreateTokenResponse token(RegisterClientResponse client, StartDeviceAuthorizationResponse started) {
        return oidc.createToken(create -> create.clientId(client.clientId())
                .clientSecret(client.clientSecret())
                .grantType(DEVICE)
                .deviceCode(started.deviceCode()));
    }

    private String signedIn() {
        RegisterClientResponse client = register("sso:account:access");
        StartDeviceAuthorizationResponse started = start(client);
        assertThat(signIns.approve(world.world(), started.userCode(), "ann")).isTrue();
        return token(client, started).accessToken();
    }

    /** [SSO-2] */
    @Test
    void aDeviceWaitsUntilSomebodyApproves() {
        assertThat(store).matches("d-[0-9a-f]{10}");
        RegisterClientResponse client = register("sso:account:access");
        StartDeviceAuthorizationResponse started = start(client);
        assertThat(started.verificationUriComplete()).endsWith("/_cloudjar/sso/device?user_code=" + started.userCode());
        assertThatThrownBy(() -> token(client, started)).isInstanceOf(AuthorizationPendingException.class);
        assertThatThrownBy(() -> token(client, started)).isInstanceOf(SlowDownException.class);
        world.clock().advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> token(client, started)).isInstanceOf(AuthorizationPendingException.class);
        assertThat(signIns.waiting(world.world(), started.userCode()).orElseThrow())
                .isEqualTo(new SignIns.Waiting("a program", startUrl, List.of("ann")));
        assertThat(signIns.approve(world.world(), started.userCode(), "bob")).isFalse();
        assertThat(signIns.approve(world.world(), started.userCode(), "ann")).isTrue();
        CreateTokenResponse token = token(client, started);
        assertThat(token.tokenType()).isEqualTo("Bearer");
        assertThat(token.expiresIn()).isEqualTo(3600);
        assertThatThrownBy(() -> token(client, started)).isInstanceOf(InvalidGrantException.class);
        // An hour later the token has ended, and the refresh token gives another.
        world.clock().advance(Duration.ofHours(1));
        assertThatThrownBy(() -> portal.listAccounts(list -> list.accessToken(token.accessToken())))
                .isInstanceOf(UnauthorizedException.class);
        CreateTokenResponse refreshed = oidc.createToken(create -> create.clientId(client.clientId())
                .clientSecret(client.clientSecret())
                .grantType("refresh_token")
                .refreshToken(token.refreshToken()));
        assertThat(portal.listAccounts(list -> list.accessToken(refreshed.accessToken()))
                        .accountList())
                .isEmpty();
    }

    @Test
    void aCodeThatNobodyUsesExpiresAndOneMayBeRefused() {
        RegisterClientResponse client = register();
        StartDeviceAuthorizationResponse late = start(client);
        world.clock().advance(Duration.ofMinutes(11));
        assertThatThrownBy(() -> token(client, late)).isInstanceOf(ExpiredTokenException.class);
        assertThat(signIns.approve(world.world(), late.userCode(), "ann")).isFalse();
        StartDeviceAuthorizationResponse refused = start(client);
        assertThat(signIns.deny(world.world(), refused.userCode())).isTrue();
        assertThatThrownBy(() -> token(client, refused))
                .isInstanceOf(software.amazon.awssdk.services.ssooidc.model.AccessDeniedException.class);
        assertThatThrownBy(() -> oidc.startDeviceAuthorization(start -> start.clientId(client.clientId())
                        .clientSecret("another")
                        .startUrl(startUrl)))
                .isInstanceOf(InvalidClientException.class);
        assertThatThrownBy(() -> oidc.startDeviceAuthorization(start -> start.clientId(client.clientId())
                        .clientSecret(client.clientSecret())
                        .startUrl("https://d-0000000000.awsapps.com/start")))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void aBrowserBringsACodeThatOnlyTheProgramThatAskedCanUse() throws NoSuchAlgorithmException {
        RegisterClientResponse client = register("sso:account:access");
        String verifier = "v".repeat(50);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
        String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        String redirect = "http://127.0.0.1:4321/oauth/callback";
        var asked = new SignIns.Authorization(client.clientId(), redirect, challenge, "mine");
        assertThat(signIns.authorizeUnasked(world.world(), asked)).isEmpty();
        String location = signIns.authorize(world.world(), asked, "ann").orElseThrow();
        assertThat(location).startsWith(redirect + "?code=").endsWith("&state=mine");
        String code = location.substring(location.indexOf("code=") + 5, location.indexOf("&state"));
        assertThatThrownBy(() -> byCode(client, code, "w".repeat(50), redirect))
                .isInstanceOf(InvalidGrantException.class);
        assertThat(byCode(client, code, verifier, redirect).accessToken()).isNotEmpty();
        assertThatThrownBy(() -> byCode(client, code, verifier, redirect)).isInstanceOf(InvalidGrantException.class);
        var elsewhere = new SignIns.Authorization(client.clientId(), "http://example.org/", challenge, null);
        assertThat(signIns.authorize(world.world(), elsewhere, "ann")).isEmpty();
    }

    private CreateTokenResponse byCode(RegisterClientResponse client, String code, String verifier, String redirect) {
        return oidc.createToken(create -> create.clientId(client.clientId())
                .clientSecret(client.clientSecret())
                .grantType("authorization_code")
                .code(code)
                .codeVerifier(verifier)
                .redirectUri(redirect));
    }

    @Test
    void whoeverIsNamedApprovesUnasked() {
        assertThat(signIns.approveUnasked(world.world(), store, "bob")).isFalse();
        assertThat(signIns.approveUnasked(world.world(), store, "ann")).isTrue();
        RegisterClientResponse client = oidc.registerClient(
                register -> register.clientName("an old program").clientType("public"));
        CreateTokenResponse token = token(client, start(client));
        assertThat(token.expiresIn()).isEqualTo(28_800);
        assertThat(token.refreshToken()).isNull();
        assertThat(signIns.approveUnasked(world.world(), store, null)).isTrue();
        StartDeviceAuthorizationResponse started = start(client);
        assertThatThrownBy(() -> token(client, started)).isInstanceOf(AuthorizationPendingException.class);
    }

    /** An account of an organization, which the instance's account manages. */
    private String member() {
        var management = world.client(OrganizationsClient.builder());
        management.createOrganization();
        String request = management
                .createAccount(create -> create.accountName("Workload").email("work@example.org"))
                .createAccountStatus()
                .id();
        return management
                .describeCreateAccountStatus(describe -> describe.createAccountRequestId(request))
                .createAccountStatus()
                .accountId();
    }

    /** A group with one user in it. */
    private String groupOf(String name) {
        String user = directory
                .getUserId(get -> get.identityStoreId(store)
                        .alternateIdentifier(by -> by.uniqueAttribute(attribute ->
                                attribute.attributePath("userName").attributeValue(Document.fromString(name)))))
                .userId();
        String group = directory
                .createGroup(create -> create.identityStoreId(store).displayName("builders"))
                .groupId();
        directory.createGroupMembership(
                create -> create.identityStoreId(store).groupId(group).memberId(MemberId.fromUserId(user)));
        return group;
    }

    private void assignBuilder(String group, String account) {
        String set = admin.createPermissionSet(
                        create -> create.instanceArn(instance).name("Builder").sessionDuration("PT2H"))
                .permissionSet()
                .permissionSetArn();
        admin.attachManagedPolicyToPermissionSet(attach -> attach.instanceArn(instance)
                .permissionSetArn(set)
                .managedPolicyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"));
        admin.createInstanceAccessControlAttributeConfiguration(create -> create.instanceArn(instance)
                .instanceAccessControlAttributeConfiguration(
                        attributes -> attributes.accessControlAttributes(AccessControlAttribute.builder()
                                .key("Mail")
                                .value(value -> value.source("${path:emails[primary eq true].value}"))
                                .build())));
        admin.createAccountAssignment(create -> create.instanceArn(instance)
                .permissionSetArn(set)
                .principalType(PrincipalType.GROUP)
                .principalId(group)
                .targetType(TargetType.AWS_ACCOUNT)
                .targetId(account));
    }

    /** [SSO-1] [SSO-3] [SSO-4] [GEN-7] [IAM-14] */
    @Test
    void whoIsInAGroupGetsCredentialsOfItsPermissionSet() {
        String account = member();
        assignBuilder(groupOf("ann"), account);
        String token = signedIn();
        assertThat(portal.listAccounts(list -> list.accessToken(token)).accountList())
                .extracting(AccountInfo::accountId, AccountInfo::accountName)
                .containsExactly(tuple(account, "Workload"));
        assertThat(portal.listAccountRoles(list -> list.accessToken(token).accountId(account))
                        .roleList())
                .extracting(RoleInfo::roleName)
                .containsExactly("Builder");
        RoleCredentials credentials = portal.getRoleCredentials(
                        get -> get.accessToken(token).accountId(account).roleName("Builder"))
                .roleCredentials();
        assertThat(credentials.accessKeyId()).startsWith("ASIA");
        assertThat(Instant.ofEpochMilli(credentials.expiration()))
                .isEqualTo(world.clock().now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS));
        assertOfReservedRole(credentials.accessKeyId(), account);
        assertThatThrownBy(() -> portal.getRoleCredentials(
                        get -> get.accessToken(token).accountId(account).roleName("Admin")))
                .isInstanceOfSatisfying(AwsServiceException.class, error -> assertThat(error.statusCode())
                        .isEqualTo(403));
        portal.logout(logout -> logout.accessToken(token));
        assertThatThrownBy(() -> portal.listAccounts(list -> list.accessToken(token)))
                .isInstanceOf(UnauthorizedException.class);
    }

    /** The key belongs to the account, where the permission set is a role. */
    private void assertOfReservedRole(String accessKeyId, String account) {
        Call call = call(account);
        Cloud cloud = CLOUD.cloud().gateway().cloud();
        assertThat(cloud.client(Sts.API)
                        .getAccessKeyInfo(
                                GetAccessKeyInfoRequest.builder()
                                        .accessKeyId(accessKeyId)
                                        .build(),
                                call)
                        .account())
                .isEqualTo(account);
        Role role = cloud.client(Iam.API)
                .listRoles(
                        ListRolesRequest.builder()
                                .pathPrefix("/aws-reserved/sso.amazonaws.com/")
                                .build(),
                        call)
                .roles()
                .getFirst();
        assertThat(role.roleName()).matches("AWSReservedSSO_Builder_[0-9a-f]{16}");
    }
}
