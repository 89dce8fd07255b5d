package cloudjar.services.acm;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.FailureReason;
import software.amazon.awssdk.services.acm.model.RenewalStatus;
import software.amazon.awssdk.services.acmpca.AcmPcaClient;
import software.amazon.awssdk.services.acmpca.model.ActionType;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthorityType;
import software.amazon.awssdk.services.acmpca.model.KeyAlgorithm;
import software.amazon.awssdk.services.acmpca.model.SigningAlgorithm;
import software.amazon.awssdk.services.acmpca.model.ValidityPeriodType;

/** Certificates that a private authority issues for Certificate Manager, which needs its permission. */
class PrivateCertificateAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private static final Duration SOON = Duration.ofSeconds(2);

    private TestWorld world;
    private AcmClient acm;
    private AcmPcaClient pca;

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        acm = world.client(AcmClient.builder());
        pca = world.client(AcmPcaClient.builder());
    }

    private String authority() {
        String arn = pca.createCertificateAuthority(
                        create -> create.certificateAuthorityType(CertificateAuthorityType.ROOT)
                                .certificateAuthorityConfiguration(configuration -> configuration
                                        .keyAlgorithm(KeyAlgorithm.EC_PRIME256_V1)
                                        .signingAlgorithm(SigningAlgorithm.SHA256_WITHECDSA)
                                        .subject(subject -> subject.commonName("root"))))
                .certificateAuthorityArn();
        String csr = pca.getCertificateAuthorityCsr(get -> get.certificateAuthorityArn(arn))
                .csr();
        String issued = pca.issueCertificate(issue -> issue.certificateAuthorityArn(arn)
                        .csr(SdkBytes.fromUtf8String(csr))
                        .signingAlgorithm(SigningAlgorithm.SHA256_WITHECDSA)
                        .templateArn("arn:aws:acm-pca:::template/RootCACertificate/V1")
                        .validity(validity ->
                                validity.type(ValidityPeriodType.YEARS).value(10L)))
                .certificateArn();
        String pem = pca.getCertificate(get -> get.certificateAuthorityArn(arn).certificateArn(issued))
                .certificate();
        pca.importCertificateAuthorityCertificate(
                in -> in.certificateAuthorityArn(arn).certificate(SdkBytes.fromUtf8String(pem)));
        return arn;
    }

    private void permit(String authority) {
        pca.createPermission(create -> create.certificateAuthorityArn(authority)
                .principal("acm.amazonaws.com")
                .actions(ActionType.ISSUE_CERTIFICATE, ActionType.GET_CERTIFICATE, ActionType.LIST_PERMISSIONS));
    }

    private String request(String authority) {
        String arn = acm.requestCertificate(request -> request.domainName("inner.example.org")
                        .subjectAlternativeNames("other.example.org")
                        .keyAlgorithm("EC_prime256v1")
                        .certificateAuthorityArn(authority))
                .certificateArn();
        world.clock().advance(SOON);
        return arn;
    }

    private CertificateDetail describe(String arn) {
        return acm.describeCertificate(describe -> describe.certificateArn(arn)).certificate();
    }

    private static X509Certificate read(String pem) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void withoutPermissionItFails() {
        CertificateDetail failed = describe(request(authority()));

        assertThat(failed.status()).isEqualTo(CertificateStatus.FAILED);
        assertThat(failed.failureReason()).isEqualTo(FailureReason.PCA_ACCESS_DENIED);
    }

    @Test
    void anAuthorityThatIsNotThereFails() {
        String arn = authority();
        CertificateDetail failed = describe(request(arn.substring(0, arn.length() - 4) + "0000"));

        assertThat(failed.status()).isEqualTo(CertificateStatus.FAILED);
    }

    @Test
    void withPermissionItIsIssuedAndRenewed() throws Exception {
        String authority = authority();
        permit(authority);

        String arn = request(authority);
        CertificateDetail issued = describe(arn);
        assertThat(issued.status()).isEqualTo(CertificateStatus.ISSUED);
        assertThat(issued.type()).isEqualTo(CertificateType.PRIVATE);
        assertThat(issued.certificateAuthorityArn()).isEqualTo(authority);
        assertThat(issued.subjectAlternativeNames()).containsExactly("inner.example.org", "other.example.org");
        var content = acm.getCertificate(get -> get.certificateArn(arn));
        X509Certificate first = read(content.certificate());
        first.verify(read(content.certificateChain()).getPublicKey());
        assertThat(first.getSubjectAlternativeNames()).hasSize(2);

        assertThat(acm.exportCertificate(
                                export -> export.certificateArn(arn).passphrase(SdkBytes.fromUtf8String("passphrase")))
                        .privateKey())
                .contains("ENCRYPTED PRIVATE KEY");
        acm.renewCertificate(renew -> renew.certificateArn(arn));
        X509Certificate second =
                read(acm.getCertificate(get -> get.certificateArn(arn)).certificate());
        assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
        assertThat(second.getPublicKey()).isEqualTo(first.getPublicKey());

        acm.exportCertificate(export -> export.certificateArn(arn).passphrase(SdkBytes.fromUtf8String("passphrase")));
        pca.deletePermission(delete -> delete.certificateAuthorityArn(authority).principal("acm.amazonaws.com"));
        acm.renewCertificate(renew -> renew.certificateArn(arn));
        CertificateDetail kept = describe(arn);
        assertThat(kept.status()).isEqualTo(CertificateStatus.ISSUED);
        assertThat(kept.renewalSummary().renewalStatus()).isEqualTo(RenewalStatus.FAILED);
        assertThat(kept.renewalSummary().renewalStatusReason()).isEqualTo(FailureReason.PCA_ACCESS_DENIED);
    }
}
