package cloudjar.services.acmpca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acmpca.AcmPcaClient;
import software.amazon.awssdk.services.acmpca.model.AcmPcaException;
import software.amazon.awssdk.services.acmpca.model.ApiPassthrough;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthorityType;
import software.amazon.awssdk.services.acmpca.model.CustomAttribute;
import software.amazon.awssdk.services.acmpca.model.CustomExtension;
import software.amazon.awssdk.services.acmpca.model.ExtendedKeyUsageType;
import software.amazon.awssdk.services.acmpca.model.Extensions;
import software.amazon.awssdk.services.acmpca.model.KeyAlgorithm;
import software.amazon.awssdk.services.acmpca.model.PolicyInformation;
import software.amazon.awssdk.services.acmpca.model.PolicyQualifierInfo;
import software.amazon.awssdk.services.acmpca.model.SigningAlgorithm;
import software.amazon.awssdk.services.acmpca.model.ValidityPeriodType;

/** Templates that let the call, or the request, say what else is in a certificate. */
class PassthroughAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String CUSTOM = "1.3.6.1.4.1.99999.1";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String EMAIL = "1.3.6.1.5.5.7.3.4";

    private TestWorld world;
    private AcmPcaClient pca;
    private String root;

    @BeforeEach
    void open(TestWorld given) throws Exception {
        world = given;
        pca = world.client(AcmPcaClient.builder());
        root = pca.createCertificateAuthority(create -> create.certificateAuthorityType(CertificateAuthorityType.ROOT)
                        .certificateAuthorityConfiguration(configuration -> configuration
                                .keyAlgorithm(KeyAlgorithm.EC_PRIME256_V1)
                                .signingAlgorithm(SigningAlgorithm.SHA256_WITHECDSA)
                                .subject(subject -> subject.commonName("root"))))
                .certificateAuthorityArn();
        String csr = pca.getCertificateAuthorityCsr(get -> get.certificateAuthorityArn(root))
                .csr();
        String own = pem(SdkBytes.fromUtf8String(csr), "BlankRootCACertificate_PathLen1_APIPassthrough", null, null);
        pca.importCertificateAuthorityCertificate(
                in -> in.certificateAuthorityArn(root).certificate(SdkBytes.fromUtf8String(own)));
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AcmPcaException.class, e -> assertThat(
                        e.awsErrorDetails().errorCode())
                .isEqualTo(code));
    }

    private String arn(SdkBytes csr, String template, @Nullable ApiPassthrough passthrough, @Nullable String token) {
        return pca.issueCertificate(issue -> issue.certificateAuthorityArn(root)
                        .csr(csr)
                        .idempotencyToken(token)
                        .signingAlgorithm(SigningAlgorithm.SHA256_WITHECDSA)
                        .templateArn("arn:aws:acm-pca:::template/" + template + "/V1")
                        .apiPassthrough(passthrough)
                        .validity(validity -> validity.type(ValidityPeriodType.DAYS)
                                .value(template.startsWith("BlankRoot") ? 100L : 10L)))
                .certificateArn();
    }

    private String pem(SdkBytes csr, String template, @Nullable ApiPassthrough passthrough, @Nullable String token) {
        String arn = arn(csr, template, passthrough, token);
        return pca.getCertificate(get -> get.certificateAuthorityArn(root).certificateArn(arn))
                .certificate();
    }

    private X509Certificate issue(SdkBytes csr, String template, @Nullable ApiPassthrough passthrough)
            throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(
                        pem(csr, template, passthrough, null).getBytes(StandardCharsets.US_ASCII)));
    }

    /** A request that would like to be an authority, to sign mails and to have an extension of its own. */
    private static SdkBytes csr(String subject) throws Exception {
        KeyPair pair = CertificateMaker.keyPair("EC_prime256v1");
        ExtensionsGenerator asked = new ExtensionsGenerator();
        if (!subject.isEmpty()) {
            asked.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, "csr.example.org")));
        }
        asked.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        asked.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_emailProtection));
        asked.addExtension(Extension.nameConstraints, false, new DERUTF8String("ours"));
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new PKCS10CertificationRequestBuilder(
                            new X500Name(subject),
                            SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()))
                    .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, asked.generate())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        }
        return SdkBytes.fromUtf8String(text.toString());
    }

    private static software.amazon.awssdk.services.acmpca.model.GeneralName name(
            Consumer<software.amazon.awssdk.services.acmpca.model.GeneralName.Builder> of) {
        return software.amazon.awssdk.services.acmpca.model.GeneralName.builder()
                .applyMutation(of)
                .build();
    }

    private static Extensions.Builder said() {
        return Extensions.builder()
                .subjectAlternativeNames(
                        name(name -> name.dnsName("api.example.org")),
                        name(name -> name.ipAddress("10.0.0.1")),
                        name(name -> name.directoryName(directory -> directory.commonName("somebody"))),
                        name(name -> name.otherName(
                                other -> other.typeId("1.3.6.1.4.1.311.20.2.3").value("a@b"))))
                .extendedKeyUsage(purpose(usage -> usage.extendedKeyUsageType(ExtendedKeyUsageType.CLIENT_AUTH)))
                .keyUsage(usage -> usage.digitalSignature(true).nonRepudiation(true))
                .certificatePolicies(PolicyInformation.builder()
                        .certPolicyId("2.5.29.32.0")
                        .policyQualifiers(PolicyQualifierInfo.builder()
                                .policyQualifierId("CPS")
                                .qualifier(cps -> cps.cpsUri("https://example.org/cps"))
                                .build())
                        .build())
                .customExtensions(custom(CUSTOM, Base64.getEncoder().encodeToString(new byte[] {5, 0})));
    }

    private static software.amazon.awssdk.services.acmpca.model.ExtendedKeyUsage purpose(
            Consumer<software.amazon.awssdk.services.acmpca.model.ExtendedKeyUsage.Builder> of) {
        return software.amazon.awssdk.services.acmpca.model.ExtendedKeyUsage.builder()
                .applyMutation(of)
                .build();
    }

    private static CustomExtension custom(String type, String value) {
        return CustomExtension.builder()
                .objectIdentifier(type)
                .critical(true)
                .value(value)
                .build();
    }

    private static List<String> names(X509Certificate certificate) throws Exception {
        return certificate.getSubjectAlternativeNames().stream()
                .filter(name -> name.get(0).equals(GeneralName.dNSName))
                .map(name -> name.get(1).toString())
                .toList();
    }

    @Test
    void theCallFillsABlankTemplate() throws Exception {
        X509Certificate made = issue(
                csr("CN=csr"),
                "BlankEndEntityCertificate_APIPassthrough",
                ApiPassthrough.builder()
                        .subject(subject -> subject.commonName("api").organizationalUnit("unit"))
                        .extensions(said().build())
                        .build());
        assertThat(made.getSubjectX500Principal().getName()).isEqualTo("CN=api,OU=unit");
        assertThat(made.getBasicConstraints()).isEqualTo(-1);
        assertThat(made.getSubjectAlternativeNames()).hasSize(4);
        assertThat(names(made)).containsExactly("api.example.org");
        assertThat(made.getExtendedKeyUsage()).containsExactly(CLIENT);
        assertThat(made.getKeyUsage()).startsWith(true, true, false);
        assertThat(made.getCriticalExtensionOIDs()).contains(CUSTOM);
        assertThat(made.getExtensionValue("2.5.29.32")).isNotNull();
        // What the request asks for beside its names counts in other templates only.
        assertThat(made.getExtensionValue("2.5.29.30")).isNull();
    }

    @Test
    void theTemplateComesFirstThenTheCallThenTheRequest() throws Exception {
        ApiPassthrough passthrough =
                ApiPassthrough.builder().extensions(said().build()).build();
        X509Certificate both = issue(csr("CN=csr"), "EndEntityServerAuthCertificate_APICSRPassthrough", passthrough);
        assertThat(both.getSubjectX500Principal().getName()).isEqualTo("CN=csr");
        assertThat(both.getExtendedKeyUsage()).containsExactly(SERVER);
        assertThat(names(both)).containsExactly("api.example.org");
        assertThat(both.getExtensionValue("2.5.29.30")).isNotNull();
        assertThat(both.getBasicConstraints()).isEqualTo(-1);

        X509Certificate request = issue(csr("CN=csr"), "BlankEndEntityCertificate_CSRPassthrough", passthrough);
        assertThat(request.getExtendedKeyUsage()).containsExactly(EMAIL);
        assertThat(names(request)).containsExactly("csr.example.org");
        assertThat(request.getKeyUsage()).isNull();

        X509Certificate base = issue(csr("CN=csr"), "EndEntityCertificate", passthrough);
        assertThat(base.getExtendedKeyUsage()).containsExactly(SERVER, CLIENT);
        assertThat(names(base)).containsExactly("csr.example.org");
        assertThat(base.getCriticalExtensionOIDs()).containsExactly("2.5.29.15");
        assertThat(issue(csr("CN=csr"), "CodeSigningCertificate", null).getCriticalExtensionOIDs())
                .containsExactlyInAnyOrder("2.5.29.15", "2.5.29.37");
    }

    @Test
    void authoritiesBelowAllowLess() throws Exception {
        X509Certificate below = issue(csr("CN=below"), "BlankSubordinateCACertificate_PathLen0_CSRPassthrough", null);
        assertThat(below.getBasicConstraints()).isZero();
        assertThat(below.getCriticalExtensionOIDs()).contains("2.5.29.19");
        assertRefused(() -> issue(csr("CN=below"), "SubordinateCACertificate_PathLen1", null), "InvalidArgsException");
    }

    @Test
    void subjectsCanHaveAttributesOfTheirOwn() throws Exception {
        CustomAttribute.Builder part = CustomAttribute.builder().objectIdentifier("0.9.2342.19200300.100.1.25");
        X509Certificate made = issue(
                csr("CN=csr"),
                "EndEntityCertificate_APIPassthrough",
                ApiPassthrough.builder()
                        .subject(subject -> subject.customAttributes(
                                part.value("org").build(), part.value("example").build()))
                        .build());
        assertThat(made.getSubjectX500Principal().getName()).isEqualTo("DC=example,DC=org");
    }

    @Test
    void whatCannotBeInACertificateIsRefused() {
        for (String template : List.of(
                "BlankEndEntityCertificate",
                "RootCACertificate_CSRPassthrough",
                "RootCACertificate_PathLen1",
                "SubordinateCACertificate",
                "SubordinateCACertificate_PathLen4",
                "Unknown")) {
            assertRefused(() -> issue(csr("CN=csr"), template, null), "InvalidArgsException");
        }
        for (Extensions wrong : List.of(
                Extensions.builder()
                        .subjectAlternativeNames(name(name -> name.ipAddress("no address")))
                        .build(),
                Extensions.builder()
                        .subjectAlternativeNames(name(name -> name.dnsName("a").rfc822Name("b")))
                        .build(),
                Extensions.builder()
                        .extendedKeyUsage(purpose(usage -> usage.extendedKeyUsageType(ExtendedKeyUsageType.CLIENT_AUTH)
                                .extendedKeyUsageObjectIdentifier(CLIENT)))
                        .build())) {
            assertRefused(
                    () -> issue(
                            csr("CN=csr"),
                            "BlankEndEntityCertificate_APIPassthrough",
                            ApiPassthrough.builder().extensions(wrong).build()),
                    "InvalidArgsException");
        }
        assertRefused(() -> issue(csr(""), "EndEntityCertificate", null), "MalformedCSRException");
    }

    @Test
    void aTokenIsGoodForFiveMinutes() throws Exception {
        world.clock().freeze();
        SdkBytes csr = csr("CN=csr");
        String first = arn(csr, "EndEntityCertificate", null, "once");
        world.clock().advance(Duration.ofMinutes(4));
        assertThat(arn(csr, "EndEntityCertificate", null, "once")).isEqualTo(first);
        world.clock().advance(Duration.ofMinutes(2));
        String second = arn(csr, "EndEntityCertificate", null, "once");
        assertThat(second).isNotEqualTo(first);
        assertThat(arn(csr, "EndEntityCertificate", null, "once")).isEqualTo(second);
    }
}
