package cloudjar.services.sts;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetWebIdentityTokenResponse;
import software.amazon.awssdk.services.sts.model.Tag;

/** AWS's SDK for Java: tokens for services outside, checked with what their issuer publishes. */
class OutboundTokenAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"},
              "Action": ["sts:AssumeRole", "sts:TagSession"]}]}""";

    private TestWorld world;
    private IamClient iam;

    @BeforeEach
    void open(TestWorld fresh) {
        world = fresh;
        iam = world.client(IamClient.builder());
    }

    private static HttpResponse<String> get(String url) throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** The claims of a token whose signature is that of its issuer. */
    private static Map<String, Object> checked(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        String issuer = jwt.getJWTClaimsSet().getIssuer();
        HttpResponse<String> told = get(issuer + "/.well-known/openid-configuration");
        assertThat(told.body()).contains("\"issuer\":\"" + issuer + "\"");
        JWK key = JWKSet.parse(get(issuer + "/.well-known/jwks.json").body())
                .getKeyByKeyId(jwt.getHeader().getKeyID());
        assertThat(key.isPrivate()).isFalse();
        assertThat(jwt.verify(
                        jwt.getHeader().getAlgorithm().getName().equals("RS256")
                                ? new RSASSAVerifier(key.toRSAKey())
                                : new ECDSAVerifier(key.toECKey())))
                .isTrue();
        return jwt.getJWTClaimsSet().getClaims();
    }

    private static GetWebIdentityTokenResponse token(StsClient sts, String algorithm, int seconds, String... audience) {
        return sts.getWebIdentityToken(
                get -> get.audience(audience).signingAlgorithm(algorithm).durationSeconds(seconds));
    }

    @Test
    void anAccountIsAnIssuerWhileItWantsToBe() throws Exception {
        StsClient sts = world.client(StsClient.builder());
        assertRefused(() -> iam.getOutboundWebIdentityFederationInfo(any -> {}), "FeatureDisabled", 404);
        assertRefused(() -> token(sts, "RS256", 60, "app"), "OutboundWebIdentityFederationDisabledException", 403);
        String issuer = iam.enableOutboundWebIdentityFederation(any -> {}).issuerIdentifier();
        assertRefused(() -> iam.enableOutboundWebIdentityFederation(any -> {}), "FeatureEnabled", 409);
        assertThat(iam.getOutboundWebIdentityFederationInfo(any -> {}).issuerIdentifier())
                .isEqualTo(issuer);
        // Its keys are there before its first token is.
        assertThat(get(issuer + "/.well-known/jwks.json").statusCode()).isEqualTo(200);
        assertThat(get(issuer + "/.well-known/other").statusCode()).isEqualTo(404);
        assertThat(get(issuer.replaceFirst("[0-9]{12}$", "999999999999") + "/.well-known/jwks.json")
                        .statusCode())
                .isEqualTo(404);

        for (String algorithm : List.of("RS256", "ES384")) {
            Map<String, Object> claims =
                    checked(token(sts, algorithm, 60, "app", "other").webIdentityToken());
            assertThat(claims).containsEntry("iss", issuer).containsEntry("aud", List.of("app", "other"));
            assertThat(claims).containsEntry("sub", "arn:aws:iam::000000000000:root");
        }
        assertRefused(() -> token(sts, "HS256", 60, "app"), "ValidationError", 400);
        assertRefused(() -> token(sts, "RS256", 59, "app"), "ValidationError", 400);
        assertRefused(() -> token(sts, "RS256", 3_601, "app"), "ValidationError", 400);

        // What was given stays good.
        String given = token(sts, "RS256", 60, "app").webIdentityToken();
        iam.disableOutboundWebIdentityFederation(any -> {});
        assertThat(checked(given)).containsEntry("iss", issuer);
        assertRefused(() -> iam.disableOutboundWebIdentityFederation(any -> {}), "FeatureDisabled", 404);
        assertRefused(() -> token(sts, "RS256", 60, "app"), "OutboundWebIdentityFederationDisabledException", 403);
        assertThat(iam.enableOutboundWebIdentityFederation(any -> {}).issuerIdentifier())
                .isEqualTo(issuer);
    }

    @Test
    void aTokenTellsOfTheSessionThatAskedForIt() throws Exception {
        world.client(OrganizationsClient.builder()).createOrganization();
        iam.enableOutboundWebIdentityFederation(any -> {});
        String role = iam.createRole(create -> create.roleName("job")
                        .path("/ci/")
                        .assumeRolePolicyDocument(TRUST)
                        .tags(software.amazon.awssdk.services.iam.model.Tag.builder()
                                .key("team")
                                .value("core")
                                .build()))
                .role()
                .arn();
        Credentials credentials = world.client(StsClient.builder())
                .assumeRole(assume -> assume.roleArn(role)
                        .roleSessionName("one")
                        .durationSeconds(900)
                        .tags(Tag.builder().key("stage").value("test").build()))
                .credentials();
        StsClient session = world.client(
                StsClient.builder(),
                AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()),
                Region.EU_WEST_1);
        GetWebIdentityTokenResponse given = session.getWebIdentityToken(get -> get.audience("https://app.example")
                .signingAlgorithm("ES384")
                .tags(Tag.builder().key("purpose").value("deploy").build()));
        Map<String, Object> claims = checked(given.webIdentityToken());
        assertThat(claims).containsEntry("sub", role).containsEntry("aud", List.of("https://app.example"));
        assertThat(claims.get("https://sts.amazonaws.com/"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("aws_account", TestWorld.ACCOUNT)
                .containsEntry("source_region", "eu-west-1")
                .containsEntry("principal_id", role)
                .containsEntry("principal_tags", Map.of("team", "core", "stage", "test"))
                .containsEntry("request_tags", Map.of("purpose", "deploy"))
                .containsEntry("original_session_exp", credentials.expiration().toString())
                .containsKeys("org_id", "ou_path");
        assertThat(given.expiration())
                .isBetween(
                        world.clock().now().plus(Duration.ofMinutes(4)),
                        world.clock().now().plus(Duration.ofMinutes(5)));
        assertRefused(() -> token(session, "RS256", 3_600, "app"), "SessionDurationEscalationException", 403);
    }
}
