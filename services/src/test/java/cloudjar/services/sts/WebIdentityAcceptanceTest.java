package cloudjar.services.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** Tokens of a provider on this machine, with AWS's SDK for Java. The codes in brackets are those of checks. */
class WebIdentityAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();
    private static TestIssuer issuer;

    private final String account = String.format("2100%08d", ACCOUNTS.incrementAndGet());
    private IamClient iam;
    private StsClient sts;
    private String provider;

    @BeforeAll
    static void start() {
        issuer = new TestIssuer();
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @BeforeEach
    void open(TestWorld world) {
        iam = world.client(IamClient.builder(), account, Region.AWS_GLOBAL);
        sts = world.client(
                StsClient.builder().credentialsProvider(AnonymousCredentialsProvider.create()),
                account,
                Region.US_EAST_1);
        provider = iam.createOpenIDConnectProvider(
                        create -> create.url(issuer.url()).clientIDList("sts.amazonaws.com", "app"))
                .openIDConnectProviderArn();
    }

    private String role(String condition) {
        String trust = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "%s"},
                  "Action": ["sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"]%s}]}""".formatted(provider, condition.isEmpty() ? "" : ", \"Condition\": " + condition);
        return iam.createRole(create -> create.roleName("deploy").assumeRolePolicyDocument(trust))
                .role()
                .arn();
    }

    private AssumeRoleWithWebIdentityResponse assume(String role, String token) {
        return sts.assumeRoleWithWebIdentity(
                assume -> assume.roleArn(role).roleSessionName("build").webIdentityToken(token));
    }

    private static String token(JWTClaimsSet.Builder claims) {
        return issuer.token(claims.build());
    }

    private static void assertRefused(ThrowingCallable call, int status, String code, @Nullable String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StsException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
            assertThat(error.statusCode()).isEqualTo(status);
        });
    }

    /** [IAM-11] [STS-4] [STS-6] */
    @Test
    void whoHasATokenHasASession(TestWorld world) {
        String role = role("{\"StringEquals\": {\"" + issuer.address() + ":aud\": \"sts.amazonaws.com\"},"
                + " \"StringLike\": {\"" + issuer.address() + ":sub\": \"repo:ann/*\"}}");
        var given = assume(role, token(issuer.claims(Instant.now())));
        assertThat(given.provider()).isEqualTo(provider);
        assertThat(given.audience()).isEqualTo("sts.amazonaws.com");
        assertThat(given.subjectFromWebIdentityToken()).isEqualTo("repo:ann/app");
        assertThat(given.packedPolicySize()).isNull();
        String session = "arn:aws:sts::" + account + ":assumed-role/deploy/build";
        assertThat(given.assumedRoleUser().arn()).isEqualTo(session);
        StsClient its = world.client(StsClient.builder(), given.credentials().accessKeyId(), Region.US_EAST_1);
        assertThat(its.getCallerIdentity().arn()).isEqualTo(session);
    }

    @Test
    void theTrustPolicyAsksWhoItIs() {
        String role = role("{\"StringEquals\": {\"" + issuer.address() + ":sub\": \"repo:bob/app\"}}");
        String token = token(issuer.claims(Instant.now()));
        String refusal = "Not authorized to perform sts:AssumeRoleWithWebIdentity";
        assertRefused(() -> assume(role, token), 403, "AccessDenied", refusal);
        assertRefused(() -> assume(role + "-none", token), 403, "AccessDenied", refusal);
        assertThat(assume(role, token(issuer.claims(Instant.now()).subject("repo:bob/app")))
                        .credentials())
                .isNotNull();
    }

    @Test
    void aTokenIsGoodForItsAudienceAndTime() {
        String role = role("");
        assertRefused(
                () -> assume(role, token(issuer.claims(Instant.now()).audience("others"))),
                400,
                "InvalidIdentityToken",
                "Incorrect token audience");
        // Whom a token was made for counts more than for whom it is meant.
        assertRefused(
                () -> assume(role, token(issuer.claims(Instant.now()).claim("azp", "others"))),
                400,
                "InvalidIdentityToken",
                "Incorrect token audience");
        assertThat(assume(role, token(issuer.claims(Instant.now()).claim("azp", "app")))
                        .audience())
                .isEqualTo("app");
        Instant past = Instant.now().minus(Duration.ofHours(1));
        assertThatThrownBy(() -> assume(role, token(issuer.claims(past))))
                .isInstanceOfSatisfying(StsException.class, error -> {
                    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ExpiredTokenException");
                    assertThat(error.awsErrorDetails().errorMessage())
                            .matches("Token expired: current date/time [0-9]+ must be before the expiration date/time "
                                    + past.plus(Duration.ofHours(1)).getEpochSecond());
                });
        Date soon = Date.from(Instant.now().plusSeconds(600));
        assertRefused(
                () -> assume(role, token(issuer.claims(Instant.now()).notBeforeTime(soon))),
                400,
                "InvalidIdentityToken",
                "The token is not valid yet");
    }

    @Test
    void nobodyElseCanSign() {
        String role = role("");
        JWTClaimsSet claims = issuer.claims(Instant.now()).build();
        assertRefused(
                () -> assume(role, TestIssuer.token(claims, TestIssuer.newKey("k1"))),
                400,
                "InvalidIdentityToken",
                StsErrors.wrongTokenSignature().getMessage());
        assertRefused(
                () -> assume(role, TestIssuer.token(claims, TestIssuer.newKey("k2"))),
                400,
                "InvalidIdentityToken",
                StsErrors.noKey().getMessage());
        assertRefused(
                () -> assume(role, issuer.tokenWithSharedSecret(claims)),
                400,
                "InvalidIdentityToken",
                StsErrors.noKey().getMessage());
        assertRefused(
                () -> assume(role, new PlainJWT(claims).serialize()),
                400,
                "InvalidIdentityToken",
                StsErrors.notAToken().getMessage());
        String token = issuer.token(claims);
        String[] parts = token.split("\\.", -1);
        String other =
                token(issuer.claims(Instant.now()).subject("repo:bob/app")).split("\\.", -1)[1];
        assertRefused(
                () -> assume(role, parts[0] + "." + other + "." + parts[2]),
                400,
                "InvalidIdentityToken",
                StsErrors.wrongTokenSignature().getMessage());
        assertRefused(
                () -> assume(role, "not-a-token"),
                400,
                "InvalidIdentityToken",
                StsErrors.notAToken().getMessage());
        assertRefused(
                () -> assume(role, token(issuer.claims(Instant.now()).subject(null))),
                400,
                "InvalidIdentityToken",
                "Missing a required claim: sub");
    }

    @Test
    void aKeyThatIsTurnedOverIsAskedForAgain() throws JOSEException {
        String role = role("");
        RSAKey fresh = new RSAKeyGenerator(2048).keyID("k9").generate();
        JWTClaimsSet claims = issuer.claims(Instant.now()).build();
        try (TestIssuer other = new TestIssuer()) {
            iam.createOpenIDConnectProvider(create -> create.url(other.url()).clientIDList("sts.amazonaws.com"));
            assertThatThrownBy(() -> assume(
                            role, TestIssuer.token(other.claims(Instant.now()).build(), fresh)))
                    .isInstanceOf(StsException.class);
            other.tell(new JWKSet(fresh.toPublicJWK()));
            assertRefused(
                    () -> assume(
                            role, TestIssuer.token(other.claims(Instant.now()).build(), fresh)),
                    403,
                    "AccessDenied",
                    "Not authorized to perform sts:AssumeRoleWithWebIdentity");
        }
        assertThat(assume(role, issuer.token(claims)).credentials()).isNotNull();
    }

    @Test
    void aProviderMustBeKnownAndThere() {
        String role = role("");
        String gone;
        try (TestIssuer other = new TestIssuer()) {
            gone = other.token(other.claims(Instant.now()).build());
            assertRefused(
                    () -> assume(role, gone),
                    400,
                    "InvalidIdentityToken",
                    "No OpenIDConnect provider found in your account for " + other.url());
            iam.createOpenIDConnectProvider(create -> create.url(other.url()).clientIDList("sts.amazonaws.com"));
        }
        assertRefused(
                () -> assume(role, gone),
                400,
                "IDPCommunicationError",
                StsErrors.providerUnreachable().getMessage());
    }

    @Test
    void tagsAndSourceIdentityComeWithTheToken() {
        String role = role("{\"StringEquals\": {\"aws:RequestTag/team\": \"blue\", \"sts:SourceIdentity\": \"ann\"}}");
        Map<String, Object> tags =
                Map.of("principal_tags", Map.of("team", List.of("blue")), "transitive_tag_keys", List.of("team"));
        var given = assume(
                role,
                token(issuer.claims(Instant.now())
                        .claim("https://aws.amazon.com/tags", tags)
                        .claim("https://aws.amazon.com/source_identity", "ann")));
        assertThat(given.sourceIdentity()).isEqualTo("ann");
        assertThat(given.packedPolicySize()).isPositive();
        assertThatThrownBy(() -> assume(
                        role,
                        token(issuer.claims(Instant.now())
                                .claim("https://aws.amazon.com/tags/principal_tags/team", "red")
                                .claim("https://aws.amazon.com/source_identity", "ann"))))
                .isInstanceOf(StsException.class)
                .hasMessageContaining("Not authorized to perform");
    }

    @Test
    void aSessionLastsAsLongAsTheRoleLets() {
        String role = role("");
        String token = token(issuer.claims(Instant.now()));
        assertRefused(
                () -> sts.assumeRoleWithWebIdentity(assume -> assume.roleArn(role)
                        .roleSessionName("build")
                        .webIdentityToken(token)
                        .durationSeconds(7200)),
                400,
                "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
}
