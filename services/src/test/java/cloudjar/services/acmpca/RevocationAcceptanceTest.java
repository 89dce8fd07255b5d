package cloudjar.services.acmpca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acmpca.AcmPcaClient;
import software.amazon.awssdk.services.acmpca.model.AcmPcaException;
import software.amazon.awssdk.services.acmpca.model.AuditReportResponseFormat;
import software.amazon.awssdk.services.acmpca.model.AuditReportStatus;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthorityType;
import software.amazon.awssdk.services.acmpca.model.KeyAlgorithm;
import software.amazon.awssdk.services.acmpca.model.RevocationReason;
import software.amazon.awssdk.services.acmpca.model.S3ObjectAcl;
import software.amazon.awssdk.services.acmpca.model.SigningAlgorithm;
import software.amazon.awssdk.services.acmpca.model.ValidityPeriodType;
import software.amazon.awssdk.services.s3.S3Client;

/** How others learn what an authority revoked and issued: AWS's SDK for Java, the JDK and BouncyCastle look. */
class RevocationAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String BUCKET = "revoked";

    private TestWorld world;
    private AcmPcaClient pca;
    private S3Client s3;

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        pca = world.client(AcmPcaClient.builder());
        s3 = world.client(S3Client.builder().forcePathStyle(true));
    }

    private String create() {
        return pca.createCertificateAuthority(create -> create.certificateAuthorityType(CertificateAuthorityType.ROOT)
                        .certificateAuthorityConfiguration(configuration -> configuration
                                .keyAlgorithm(KeyAlgorithm.EC_PRIME256_V1)
                                .signingAlgorithm(SigningAlgorithm.SHA256_WITHECDSA)
                                .subject(subject -> subject.commonName("root")))
                        .revocationConfiguration(revocation -> revocation
                                .crlConfiguration(crl -> crl.enabled(true)
                                        .expirationInDays(8)
                                        .s3BucketName(BUCKET)
                                        .s3ObjectAcl(S3ObjectAcl.BUCKET_OWNER_FULL_CONTROL))
                                .ocspConfiguration(ocsp -> ocsp.enabled(true))))
                .certificateAuthorityArn();
    }

    private X509Certificate issue(String authority, String template) throws Exception {
        String csr = pca.getCertificateAuthorityCsr(get -> get.certificateAuthorityArn(authority))
                .csr();
        String arn = pca.issueCertificate(issue -> issue.certificateAuthorityArn(authority)
                        .csr(SdkBytes.fromUtf8String(csr))
                        .signingAlgorithm(SigningAlgorithm.SHA256_WITHECDSA)
                        .templateArn("arn:aws:acm-pca:::template/" + template + "/V1")
                        .validity(validity -> validity.type(ValidityPeriodType.DAYS)
                                .value(template.startsWith("Root") ? 1000L : 100L)))
                .certificateArn();
        String pem = pca.getCertificate(
                        get -> get.certificateAuthorityArn(authority).certificateArn(arn))
                .certificate();
        if (template.equals("RootCACertificate")) {
            pca.importCertificateAuthorityCertificate(
                    in -> in.certificateAuthorityArn(authority).certificate(SdkBytes.fromUtf8String(pem)));
        }
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private void revoke(String authority, X509Certificate certificate) {
        pca.revokeCertificate(revoke -> revoke.certificateAuthorityArn(authority)
                .certificateSerial(certificate.getSerialNumber().toString(16))
                .revocationReason(RevocationReason.KEY_COMPROMISE));
    }

    private X509CRL list(String authority) throws Exception {
        String id = authority.substring(authority.lastIndexOf('/') + 1);
        byte[] content = s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("crl/" + id + ".crl"))
                .asByteArray();
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(content));
    }

    /** The SDK's names for what a certificate says, as text. */
    private static String text(X509Certificate certificate, String extension) {
        return new String(certificate.getExtensionValue(extension), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aBucketThatCannotBeWrittenToIsRefused() {
        assertThatThrownBy(this::create).isInstanceOf(AcmPcaException.class).satisfies(e -> {
            AcmPcaException refused = (AcmPcaException) e;
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
            assertThat(refused.getMessage()).contains("Permission error with your S3 bucket 'revoked'.");
        });
    }

    @Test
    void whatIsRevokedIsListedInTheBucketAndAnsweredByOcsp() throws Exception {
        s3.createBucket(bucket -> bucket.bucket(BUCKET));
        String authority = create();
        X509Certificate root = issue(authority, "RootCACertificate");
        X509Certificate good = issue(authority, "EndEntityCertificate");
        X509Certificate bad = issue(authority, "EndEntityCertificate");
        assertThat(root.getExtensionValue("2.5.29.31")).isNull();
        assertThat(text(good, "2.5.29.31"))
                .contains("http://" + BUCKET + ".s3.us-east-1.amazonaws.com/crl/"
                        + authority.substring(authority.lastIndexOf('/') + 1) + ".crl");
        assertThat(text(good, "1.3.6.1.5.5.7.1.1")).contains("http://ocsp.acm-pca.us-east-1.amazonaws.com");
        assertThat(status(root, bad)).isNull();

        revoke(authority, bad);
        world.clock().advance(Duration.ofSeconds(1));

        X509CRL list = list(authority);
        list.verify(root.getPublicKey());
        assertThat(list.isRevoked(bad)).isTrue();
        assertThat(list.isRevoked(good)).isFalse();
        assertThat(list.getNextUpdate().toInstant())
                .isEqualTo(list.getThisUpdate().toInstant().plus(Duration.ofDays(8)));
        assertThat(status(root, good)).isNull();
        assertThat(status(root, bad)).isInstanceOf(RevokedStatus.class);
        assertThat(((RevokedStatus) status(root, bad)).getRevocationReason()).isEqualTo(1);

        // Long before a list ends there is another one.
        world.clock().advance(Duration.ofDays(5));
        assertThat(list(authority).getThisUpdate()).isAfter(list.getThisUpdate());
    }

    /** What OCSP says of a certificate, asked by POST and by GET; null where it is good. */
    private Object status(X509Certificate root, X509Certificate certificate) throws Exception {
        X509CertificateHolder issuer = new JcaX509CertificateHolder(root);
        CertificateID id = new CertificateID(
                new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                issuer,
                certificate.getSerialNumber());
        OCSPReq question = new OCSPReqBuilder().addRequest(id).build();
        String url = world.endpoint() + "/PrivateCaOcsp";
        Object posted = status(
                issuer,
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/ocsp-request")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(question.getEncoded()))
                        .build());
        String behind = Base64.getEncoder()
                .encodeToString(question.getEncoded())
                .replace("+", "%2B")
                .replace("/", "%2F")
                .replace("=", "%3D");
        Object got = status(
                issuer, HttpRequest.newBuilder(URI.create(url + "/" + behind)).build());
        assertThat(got == null).isEqualTo(posted == null);
        return posted;
    }

    private static Object status(X509CertificateHolder issuer, HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/ocsp-response");
            OCSPResp response = new OCSPResp(answer.body());
            assertThat(response.getStatus()).isEqualTo(OCSPResp.SUCCESSFUL);
            BasicOCSPResp basic = (BasicOCSPResp) response.getResponseObject();
            assertThat(basic.isSignatureValid(new JcaContentVerifierProviderBuilder().build(issuer)))
                    .isTrue();
            return basic.getResponses()[0].getCertStatus();
        }
    }

    @Test
    void whatIsNoQuestionIsAnsweredAsMalformed() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create(world.endpoint() + "/PrivateCaOcsp"))
                            .POST(HttpRequest.BodyPublishers.ofString("no question"))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(new OCSPResp(answer.body()).getStatus()).isEqualTo(OCSPResp.MALFORMED_REQUEST);
        }
    }

    @Test
    void reportsOfWhatWasIssuedAreInABucket() throws Exception {
        s3.createBucket(bucket -> bucket.bucket(BUCKET));
        String authority = create();
        issue(authority, "RootCACertificate");
        X509Certificate bad = issue(authority, "EndEntityCertificate");
        revoke(authority, bad);
        for (AuditReportResponseFormat format : AuditReportResponseFormat.knownValues()) {
            var made = pca.createCertificateAuthorityAuditReport(create -> create.certificateAuthorityArn(authority)
                    .s3BucketName(BUCKET)
                    .auditReportResponseFormat(format));
            var shown = pca.describeCertificateAuthorityAuditReport(
                    describe -> describe.certificateAuthorityArn(authority).auditReportId(made.auditReportId()));
            assertThat(shown.auditReportStatus()).isEqualTo(AuditReportStatus.SUCCESS);
            assertThat(shown.s3Key()).isEqualTo(made.s3Key());
            assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(made.s3Key()))
                            .asUtf8String())
                    .contains(
                            authority + "/certificate/" + bad.getSerialNumber().toString(16))
                    .contains("KEY_COMPROMISE", "arn:aws:acm-pca:::template/EndEntityCertificate/V1");
        }
        assertThatThrownBy(() ->
                        pca.createCertificateAuthorityAuditReport(create -> create.certificateAuthorityArn(authority)
                                .s3BucketName("another")
                                .auditReportResponseFormat(AuditReportResponseFormat.JSON)))
                .hasMessageContaining("Permission error with your S3 bucket 'another'.");
    }
}
