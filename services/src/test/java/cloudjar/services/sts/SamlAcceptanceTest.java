package cloudjar.services.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** Assertions of a provider, with AWS's SDK for Java. The codes in brackets are those of checks. */
class SamlAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();
    private static final String DENIED = "Not authorized to perform sts:AssumeRoleWithSAML";
    private static TestSamlProvider idp;

    private final String account = String.format("2200%08d", ACCOUNTS.incrementAndGet());
    private final String role = "arn:aws:iam::" + account + ":role/staff";
    private final String provider = "arn:aws:iam::" + account + ":saml-provider/corp";
    private StsClient sts;

    @BeforeAll
    static void keys() {
        idp = new TestSamlProvider();
    }

    @BeforeEach
    void open(TestWorld world) {
        IamClient iam = world.client(IamClient.builder(), account, Region.AWS_GLOBAL);
        sts = world.client(
                StsClient.builder().credentialsProvider(AnonymousCredentialsProvider.create()),
                account,
                Region.US_EAST_1);
        iam.createSAMLProvider(create -> create.name("corp").samlMetadataDocument(idp.metadata()));
        iam.createRole(create -> create.roleName("staff").assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "%s"},
                  "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession"],
                  "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}}}]}""".formatted(provider)));
    }

    /** A response that nobody signed. */
    private String response(Instant now) {
        Instant issued = now.truncatedTo(ChronoUnit.SECONDS);
        return """
                <p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="r1" Version="2.0" IssueInstant="%1$s">
                <Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">%3$s</Issuer>
                <p:Status><p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></p:Status>
                <Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="a1" Version="2.0" IssueInstant="%1$s">
                <Issuer>%3$s</Issuer>
                <Subject><NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">ann</NameID>
                <SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><SubjectConfirmationData
                  NotOnOrAfter="%2$s" Recipient="https://signin.aws.amazon.com/saml"/></SubjectConfirmation></Subject>
                <Conditions NotBefore="%1$s" NotOnOrAfter="%2$s"><AudienceRestriction>
                <Audience>https://signin.aws.amazon.com/saml</Audience></AudienceRestriction></Conditions>
                <AuthnStatement AuthnInstant="%1$s" SessionNotOnOrAfter="%4$s"/>
                <AttributeStatement>
                <Attribute Name="https://aws.amazon.com/SAML/Attributes/Role"><AttributeValue>%5$s,%6$s</AttributeValue></Attribute>
                <Attribute Name="https://aws.amazon.com/SAML/Attributes/RoleSessionName"><AttributeValue>ann@example.com</AttributeValue></Attribute>
                <Attribute Name="https://aws.amazon.com/SAML/Attributes/PrincipalTag:team"><AttributeValue>blue</AttributeValue></Attribute>
                <Attribute Name="https://aws.amazon.com/SAML/Attributes/TransitiveTagKeys"><AttributeValue>team</AttributeValue></Attribute>
                </AttributeStatement></Assertion></p:Response>""".formatted(
                        issued,
                        issued.plus(Duration.ofMinutes(5)),
                        TestSamlProvider.ENTITY,
                        issued.plus(Duration.ofMinutes(30)),
                        role,
                        provider);
    }

    private AssumeRoleWithSamlResponse assume(String xml) {
        return sts.assumeRoleWithSAML(
                assume -> assume.roleArn(role).principalArn(provider).samlAssertion(TestSamlProvider.base64(xml)));
    }

    private void assertRefused(String xml, String code, String message) {
        assertThatThrownBy(() -> assume(xml)).isInstanceOfSatisfying(StsException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
        });
    }

    /** [IAM-11] [STS-4] */
    @ParameterizedTest
    @ValueSource(strings = {"a1", "r1"})
    void whoHasAnAssertionHasASession(String signedPart, TestWorld world) {
        var given = assume(idp.signed(response(Instant.now()), signedPart));
        String session = "arn:aws:sts::" + account + ":assumed-role/staff/ann@example.com";
        assertThat(given.assumedRoleUser().arn()).isEqualTo(session);
        assertThat(given.issuer()).isEqualTo(TestSamlProvider.ENTITY);
        assertThat(given.audience()).isEqualTo("https://signin.aws.amazon.com/saml");
        assertThat(given.subject()).isEqualTo("ann");
        assertThat(given.subjectType()).isEqualTo("persistent");
        assertThat(given.nameQualifier()).hasSize(28).endsWith("=");
        // No longer than the provider lets a session last.
        assertThat(given.credentials().expiration())
                .isBefore(Instant.now().plus(Duration.ofMinutes(30)).plusSeconds(1));
        StsClient its = world.client(StsClient.builder(), given.credentials().accessKeyId(), Region.US_EAST_1);
        assertThat(its.getCallerIdentity().arn()).isEqualTo(session);
    }

    @Test
    void whatIsNotSignedByTheProviderIsRefused() {
        String wrong = "Response signature invalid";
        String signed = idp.signed(response(Instant.now()), "a1");
        assertRefused(response(Instant.now()), "InvalidIdentityToken", wrong);
        assertRefused(new TestSamlProvider().signed(response(Instant.now()), "a1"), "InvalidIdentityToken", wrong);
        assertRefused(signed.replace("ann@example.com", "bob@example.com"), "InvalidIdentityToken", wrong);
        assertRefused(signed.replace("a1", "a2"), "InvalidIdentityToken", wrong);
    }

    /** The signed assertion stays whole somewhere in the response, and a forged one takes its place. */
    @Test
    void nothingIsWrappedAroundASignedPart() {
        String invalid = "Invalid SAML response";
        String signed = idp.signed(response(Instant.now()), "a1");
        int start = signed.indexOf("<Assertion");
        int end = signed.indexOf("</Assertion>") + "</Assertion>".length();
        String original = signed.substring(start, end);
        String unsigned = response(Instant.now());
        String forged = unsigned.substring(
                        unsigned.indexOf("<Assertion"), unsigned.indexOf("</Assertion>") + "</Assertion>".length())
                .replace("ann@example.com", "root@example.com");
        String head = signed.substring(0, start);
        String tail = signed.substring(end);
        // Beside it, before and after it.
        assertRefused(head + forged.replace("a1", "a9") + original + tail, "InvalidIdentityToken", invalid);
        assertRefused(head + original + forged.replace("a1", "a9") + tail, "InvalidIdentityToken", invalid);
        // Under the same id, around it, and with the original moved into an extension.
        assertRefused(head + forged + original + tail, "InvalidIdentityToken", invalid);
        assertRefused(
                head + forged.replace("a1", "a9").replace("</Assertion>", original + "</Assertion>") + tail,
                "InvalidIdentityToken",
                invalid);
        assertRefused(
                head.replace("<p:Status>", "<p:Extensions>" + original + "</p:Extensions><p:Status>")
                        + forged.replace("a1", "a9")
                        + tail,
                "InvalidIdentityToken",
                invalid);
        // The signature of the original in the forged one.
        int from = original.indexOf("<Signature");
        int to = original.indexOf("</Signature>") + "</Signature>".length();
        String signature = original.substring(from, to);
        assertRefused(
                head + forged.replace("<Subject>", signature + "<Subject>") + tail,
                "InvalidIdentityToken",
                "Response signature invalid");
    }

    /** What stands before and behind a comment is one name, as it was signed. */
    @Test
    void aCommentDoesNotCutAName() {
        String signed = idp.signed(response(Instant.now()), "a1").replace(">ann<", ">a<!-- -->nn<");
        assertThat(assume(signed).subject()).isEqualTo("ann");
    }

    @Test
    void hostileXmlIsRefused() {
        String invalid = "Invalid SAML response";
        assertRefused(
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>", "InvalidIdentityToken", invalid);
        assertRefused(
                "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><r>&b;</r>",
                "InvalidIdentityToken",
                invalid);
        assertRefused("<r>".repeat(1000), "InvalidIdentityToken", invalid);
        assertRefused("<r>".repeat(5000) + "</r>".repeat(5000), "InvalidIdentityToken", invalid);
        assertRefused("nothing at all", "InvalidIdentityToken", invalid);
    }

    @Test
    void anAssertionIsGoodForFiveMinutesForAwsAndForItsRoles() {
        assertRefused(
                idp.signed(response(Instant.now().minus(Duration.ofMinutes(6))), "a1"),
                "ExpiredTokenException",
                "Token must be redeemed within 5 minutes of issuance");
        assertRefused(
                idp.signed(response(Instant.now().plus(Duration.ofMinutes(6))), "a1"),
                "InvalidIdentityToken",
                "The token is not valid yet");
        String now = response(Instant.now());
        String audience = "Response does not contain the required audience";
        assertRefused(
                idp.signed(now.replace("<Audience>https://signin.aws.amazon.com/saml", "<Audience>https://app"), "a1"),
                "InvalidIdentityToken",
                audience);
        assertRefused(
                idp.signed(
                        now.replace("Recipient=\"https://signin.aws.amazon.com/saml\"", "Recipient=\"https://app\""),
                        "a1"),
                "InvalidIdentityToken",
                audience);
        assertRefused(idp.signed(now.replace(role + ",", role + "2,"), "a1"), "AccessDenied", DENIED);
        assertRefused(
                idp.signed(now.replace("Attributes/RoleSessionName", "Attributes/Nickname"), "a1"),
                "InvalidIdentityToken",
                "RoleSessionName is required in AuthnResponse");
        assertRefused(
                idp.signed(now.replace("ann@example.com", "ann of example"), "a1"),
                "InvalidIdentityToken",
                "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}");
        assertRefused(
                idp.signed(now.replace(TestSamlProvider.ENTITY, "https://other.example.com"), "a1"),
                "InvalidIdentityToken",
                "Issuer not present in specified provider");
    }

    @Test
    void theTrustPolicyMustLetThemIn(TestWorld world) {
        IamClient iam = world.client(IamClient.builder(), account, Region.AWS_GLOBAL);
        String trust = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "%s"},
                  "Action": "sts:AssumeRoleWithSAML"}]}""".formatted(provider);
        iam.updateAssumeRolePolicy(update -> update.roleName("staff").policyDocument(trust));
        assertRefused(
                idp.signed(response(Instant.now()), "a1"), "AccessDenied", "Not authorized to perform sts:TagSession");
        iam.updateAssumeRolePolicy(update ->
                update.roleName("staff").policyDocument(trust.replace("saml-provider/corp", "saml-provider/other")));
        assertRefused(idp.signed(response(Instant.now()), "a1"), "AccessDenied", DENIED);
    }
}
