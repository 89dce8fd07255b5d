package cloudjar.services.acm;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateExport;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.DomainStatus;
import software.amazon.awssdk.services.acm.model.ExportCertificateResponse;
import software.amazon.awssdk.services.acm.model.Filters;
import software.amazon.awssdk.services.acm.model.GetCertificateResponse;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.RenewalEligibility;
import software.amazon.awssdk.services.acm.model.RenewalStatus;
import software.amazon.awssdk.services.acm.model.Tag;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/** AWS's SDK for Java. The codes in brackets are those of the checks that a test proves. */
class AcmAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private TestWorld world;
    private AcmClient acm;

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        acm = world.client(AcmClient.builder());
    }

    private CertificateDetail describe(String arn) {
        return acm.describeCertificate(describe -> describe.certificateArn(arn)).certificate();
    }

    private static X509Certificate read(String pem) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    /** [ACM-1]: requested, validated, issued; the services that will present it are not there yet. */
    @Test
    void aRequestedCertificateIsValidatedAndIssued() throws Exception {
        String arn = acm.requestCertificate(request -> request.domainName("example.org")
                        .subjectAlternativeNames("*.example.org")
                        .validationMethod(ValidationMethod.DNS)
                        .idempotencyToken("once"))
                .certificateArn();
        assertThat(acm.requestCertificate(request -> request.domainName("example.org")
                                .subjectAlternativeNames("*.example.org")
                                .validationMethod(ValidationMethod.DNS)
                                .idempotencyToken("once"))
                        .certificateArn())
                .isEqualTo(arn);
        CertificateDetail waiting = describe(arn);
        assertThat(waiting.status()).isEqualTo(CertificateStatus.PENDING_VALIDATION);
        assertThat(waiting.domainValidationOptions())
                .hasSize(2)
                .allSatisfy(option -> assertThat(option.resourceRecord().name()).endsWith(".example.org."));
        assertThat(waiting.domainValidationOptions().get(0).resourceRecord())
                .isEqualTo(waiting.domainValidationOptions().get(1).resourceRecord());
        assertRefused(() -> acm.getCertificate(get -> get.certificateArn(arn)), "RequestInProgressException");

        world.clock().advance(Duration.ofSeconds(2));
        CertificateDetail issued = describe(arn);
        assertThat(issued.status()).isEqualTo(CertificateStatus.ISSUED);
        assertThat(issued.domainValidationOptions().getFirst().validationStatus())
                .isEqualTo(DomainStatus.SUCCESS);
        GetCertificateResponse content = acm.getCertificate(get -> get.certificateArn(arn));
        X509Certificate root = read(content.certificateChain());
        X509Certificate own = read(content.certificate());
        own.verify(root.getPublicKey());
        root.verify(root.getPublicKey());
        assertThat(own.getSubjectAlternativeNames()).hasSize(2);
        assertThat(Duration.between(
                        own.getNotBefore().toInstant(), own.getNotAfter().toInstant()))
                .isEqualTo(Duration.ofDays(198));

        world.clock().advance(Duration.ofDays(199));
        assertThat(describe(arn).status()).isEqualTo(CertificateStatus.EXPIRED);
        acm.deleteCertificate(delete -> delete.certificateArn(arn));
        assertRefused(() -> describe(arn), "ResourceNotFoundException");
    }

    @Test
    void anExportedCertificateHasItsKeyAndIsRenewed() throws Exception {
        String arn = acm.requestCertificate(request -> request.domainName("export.example.org")
                        .validationMethod(ValidationMethod.DNS)
                        .keyAlgorithm(KeyAlgorithm.EC_PRIME256_V1)
                        .options(options -> options.export(CertificateExport.ENABLED)))
                .certificateArn();
        world.clock().advance(Duration.ofSeconds(2));
        ExportCertificateResponse exported = acm.exportCertificate(
                export -> export.certificateArn(arn).passphrase(SdkBytes.fromUtf8String("passphrase")));
        PrivateKey key = decrypted(exported.privateKey(), "passphrase");
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(new byte[] {1});
        byte[] signed = signature.sign();
        signature.initVerify(read(exported.certificate()).getPublicKey());
        signature.update(new byte[] {1});
        assertThat(signature.verify(signed)).isTrue();

        String serial = describe(arn).serial();
        world.clock().advance(Duration.ofDays(152));
        assertThat(describe(arn).serial()).isEqualTo(serial);
        world.clock().advance(Duration.ofDays(1));
        CertificateDetail renewed = describe(arn);
        assertThat(renewed.serial()).isNotEqualTo(serial);
        assertThat(renewed.renewalSummary().renewalStatus()).isEqualTo(RenewalStatus.SUCCESS);
        // What nobody has exported since needs no renewal.
        assertThat(renewed.renewalEligibility()).isEqualTo(RenewalEligibility.INELIGIBLE);
        assertRefused(() -> acm.renewCertificate(renew -> renew.certificateArn(arn)), "ValidationException");
        acm.exportCertificate(export -> export.certificateArn(arn).passphrase(SdkBytes.fromUtf8String("passphrase")));
        acm.renewCertificate(renew -> renew.certificateArn(arn));
        assertThat(describe(arn).serial()).isNotEqualTo(renewed.serial());
        acm.exportCertificate(export -> export.certificateArn(arn).passphrase(SdkBytes.fromUtf8String("passphrase")));
        assertThat(acm.listCertificates().certificateSummaryList()).isEmpty();
        assertThat(acm.listCertificates(list -> list.includes(Filters.builder()
                                .keyTypes(KeyAlgorithm.EC_PRIME256_V1)
                                .build()))
                        .certificateSummaryList())
                .singleElement()
                .satisfies(summary -> assertThat(summary.exported()).isTrue());
    }

    private static PrivateKey decrypted(String pem, String passphrase) throws Exception {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            PKCS8EncryptedPrivateKeyInfo info = (PKCS8EncryptedPrivateKeyInfo) parser.readObject();
            return new JcaPEMKeyConverter()
                    .getPrivateKey(info.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                            .setProvider(new BouncyCastleProvider())
                            .build(passphrase.toCharArray())));
        }
    }

    @Test
    void importedCertificatesAreCheckedAndReplaced() throws Exception {
        KeyPair pair = Issuer.keyPair("EC_prime256v1");
        SdkBytes certificate = pem(selfSigned(pair, "CN=imported.example.org,O=Test"));
        SdkBytes key = pem(pair.getPrivate());
        String arn = acm.importCertificate(in -> in.certificate(certificate)
                        .privateKey(key)
                        .tags(Tag.builder().key("a").value("b").build()))
                .certificateArn();
        CertificateDetail detail = describe(arn);
        assertThat(detail.domainName()).isEqualTo("imported.example.org");
        assertThat(detail.typeAsString()).isEqualTo("IMPORTED");
        assertThat(detail.serial()).isEqualTo("03:e9");
        SdkBytes other = pem(Issuer.keyPair("EC_prime256v1").getPrivate());
        assertRefused(
                () -> acm.importCertificate(in -> in.certificate(certificate).privateKey(other)),
                "ValidationException");
        assertRefused(
                () -> acm.importCertificate(
                        in -> in.certificate(SdkBytes.fromUtf8String("no PEM")).privateKey(key)),
                "ValidationException");
        assertRefused(
                () -> acm.exportCertificate(
                        export -> export.certificateArn(arn).passphrase(SdkBytes.fromUtf8String("passphrase"))),
                "ValidationException");
        SdkBytes later = pem(selfSigned(pair, "CN=later.example.org"));
        assertThat(acm.importCertificate(
                                in -> in.certificateArn(arn).certificate(later).privateKey(key))
                        .certificateArn())
                .isEqualTo(arn);
        assertThat(describe(arn).domainName()).isEqualTo("later.example.org");
        acm.removeTagsFromCertificate(
                remove -> remove.certificateArn(arn).tags(Tag.builder().key("a").build()));
        assertThat(acm.listTagsForCertificate(list -> list.certificateArn(arn)).tags())
                .isEmpty();
    }

    private X509Certificate selfSigned(KeyPair pair, String name) throws Exception {
        X500Name subject = new X500Name(name);
        return read(pem(new JcaX509v3CertificateBuilder(
                                subject,
                                BigInteger.valueOf(1001),
                                Date.from(world.clock().now().minus(Duration.ofDays(1))),
                                Date.from(world.clock().now().plus(Duration.ofDays(100))),
                                subject,
                                pair.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())))
                .asUtf8String());
    }

    private static SdkBytes pem(Object object) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            // PKCS #8: the older form of keys on curves would come without the name of the curve.
            writer.writeObject(object instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : object);
        }
        return SdkBytes.fromUtf8String(text.toString());
    }

    @Test
    void requestsAreChecked() {
        assertRefused(
                () -> acm.requestCertificate(request -> request.domainName("a.example.org")
                        .subjectAlternativeNames(List.of(
                                "b1.org", "b2.org", "b3.org", "b4.org", "b5.org", "b6.org", "b7.org", "b8.org",
                                "b9.org", "b10.org"))),
                "LimitExceededException");
        String mail = acm.requestCertificate(request -> request.domainName("mail.example.org"))
                .certificateArn();
        acm.resendValidationEmail(
                resend -> resend.certificateArn(mail).domain("mail.example.org").validationDomain("mail.example.org"));
        String dns = acm.requestCertificate(
                        request -> request.domainName("d.example.org").validationMethod(ValidationMethod.DNS))
                .certificateArn();
        assertRefused(
                () -> acm.resendValidationEmail(resend ->
                        resend.certificateArn(dns).domain("d.example.org").validationDomain("example.org")),
                "InvalidStateException");
        assertRefused(
                () -> describe("arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000-0000-000000000000"),
                "ResourceNotFoundException");
        acm.putAccountConfiguration(
                put -> put.idempotencyToken("t").expiryEvents(events -> events.daysBeforeExpiry(10)));
        assertThat(acm.getAccountConfiguration(get -> {}).expiryEvents().daysBeforeExpiry())
                .isEqualTo(10);
    }
}
