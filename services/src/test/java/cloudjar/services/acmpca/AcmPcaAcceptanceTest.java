package cloudjar.services.acmpca;

import static cloudjar.testkit.Refusals.assertRefused;
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
import software.amazon.awssdk.services.acmpca.AcmPcaClient;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthorityStatus;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthorityType;
import software.amazon.awssdk.services.acmpca.model.GetCertificateResponse;
import software.amazon.awssdk.services.acmpca.model.KeyAlgorithm;
import software.amazon.awssdk.services.acmpca.model.RevocationReason;
import software.amazon.awssdk.services.acmpca.model.SigningAlgorithm;
import software.amazon.awssdk.services.acmpca.model.Tag;
import software.amazon.awssdk.services.acmpca.model.ValidityPeriodType;

/** AWS's SDK for Java. */
class AcmPcaAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String TEMPLATE = "arn:aws:acm-pca:::template/";

    private TestWorld world;
    private AcmPcaClient pca;

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        pca = world.client(AcmPcaClient.builder());
    }

    private static X509Certificate read(String pem) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private String create(CertificateAuthorityType type, String name) {
        return pca.createCertificateAuthority(create -> create.certificateAuthorityType(type)
                        .certificateAuthorityConfiguration(configuration -> configuration
                                .keyAlgorithm(KeyAlgorithm.EC_PRIME256_V1)
                                .signingAlgorithm(SigningAlgorithm.SHA256_WITHECDSA)
                                .subject(subject -> subject.commonName(name).organization("Test"))))
                .certificateAuthorityArn();
    }

    private GetCertificateResponse issue(String authority, String csr, String template, long days) {
        String arn = pca.issueCertificate(issue -> issue.certificateAuthorityArn(authority)
                        .csr(SdkBytes.fromUtf8String(csr))
                        .signingAlgorithm(SigningAlgorithm.SHA256_WITHECDSA)
                        .templateArn(TEMPLATE + template + "/V1")
                        .validity(validity ->
                                validity.type(ValidityPeriodType.DAYS).value(days)))
                .certificateArn();
        return pca.getCertificate(get -> get.certificateAuthorityArn(authority).certificateArn(arn));
    }

    private String csr(String authority) {
        return pca.getCertificateAuthorityCsr(get -> get.certificateAuthorityArn(authority))
                .csr();
    }

    private CertificateAuthorityStatus status(String authority) {
        return pca.describeCertificateAuthority(describe -> describe.certificateAuthorityArn(authority))
                .certificateAuthority()
                .status();
    }

    private String root() {
        String root = create(CertificateAuthorityType.ROOT, "root");
        GetCertificateResponse own = issue(root, csr(root), "RootCACertificate", 3650);
        pca.importCertificateAuthorityCertificate(
                in -> in.certificateAuthorityArn(root).certificate(SdkBytes.fromUtf8String(own.certificate())));
        return root;
    }

    @Test
    void aRootSignsItselfThenOthersAndTheyWhatIsBelow() throws Exception {
        String root = create(CertificateAuthorityType.ROOT, "root");
        assertThat(status(root)).isEqualTo(CertificateAuthorityStatus.PENDING_CERTIFICATE);
        assertRefused(() -> issue(root, csr(root), "EndEntityCertificate", 10), "InvalidStateException");
        GetCertificateResponse own = issue(root, csr(root), "RootCACertificate", 3650);
        pca.importCertificateAuthorityCertificate(
                in -> in.certificateAuthorityArn(root).certificate(SdkBytes.fromUtf8String(own.certificate())));
        assertThat(status(root)).isEqualTo(CertificateAuthorityStatus.ACTIVE);

        String below = create(CertificateAuthorityType.SUBORDINATE, "below");
        GetCertificateResponse signed = issue(root, csr(below), "SubordinateCACertificate_PathLen0", 1000);
        assertRefused(
                () -> pca.importCertificateAuthorityCertificate(in ->
                        in.certificateAuthorityArn(below).certificate(SdkBytes.fromUtf8String(own.certificate()))),
                "CertificateMismatchException");
        pca.importCertificateAuthorityCertificate(in -> in.certificateAuthorityArn(below)
                .certificate(SdkBytes.fromUtf8String(signed.certificate()))
                .certificateChain(SdkBytes.fromUtf8String(signed.certificateChain())));

        String other = create(CertificateAuthorityType.SUBORDINATE, "server.example.org");
        GetCertificateResponse end = issue(below, csr(other), "EndEntityServerAuthCertificate", 100);
        X509Certificate leaf = read(end.certificate());
        leaf.verify(read(end.certificateChain()).getPublicKey());
        read(signed.certificate()).verify(read(own.certificate()).getPublicKey());
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getSubjectX500Principal().getName()).contains("CN=server.example.org");
        assertRefused(() -> issue(below, csr(other), "EndEntityCertificate", 2000), "InvalidArgsException");
        assertRefused(() -> issue(below, "no request", "EndEntityCertificate", 10), "MalformedCSRException");

        String serial = leaf.getSerialNumber().toString(16);
        pca.revokeCertificate(revoke -> revoke.certificateAuthorityArn(below)
                .certificateSerial(serial)
                .revocationReason(RevocationReason.KEY_COMPROMISE));
        assertRefused(
                () -> pca.revokeCertificate(revoke -> revoke.certificateAuthorityArn(below)
                        .certificateSerial(serial)
                        .revocationReason(RevocationReason.KEY_COMPROMISE)),
                "RequestAlreadyProcessedException");
    }

    @Test
    void authoritiesAreDisabledDeletedAndRestored() {
        String root = root();
        assertRefused(
                () -> pca.deleteCertificateAuthority(delete -> delete.certificateAuthorityArn(root)),
                "InvalidStateException");
        pca.updateCertificateAuthority(
                update -> update.certificateAuthorityArn(root).status(CertificateAuthorityStatus.DISABLED));
        assertRefused(() -> issue(root, csr(root), "EndEntityCertificate", 10), "InvalidStateException");
        pca.deleteCertificateAuthority(
                delete -> delete.certificateAuthorityArn(root).permanentDeletionTimeInDays(7));
        assertThat(status(root)).isEqualTo(CertificateAuthorityStatus.DELETED);
        pca.restoreCertificateAuthority(restore -> restore.certificateAuthorityArn(root));
        assertThat(status(root)).isEqualTo(CertificateAuthorityStatus.DISABLED);
        pca.deleteCertificateAuthority(
                delete -> delete.certificateAuthorityArn(root).permanentDeletionTimeInDays(7));
        world.clock().advance(Duration.ofDays(8));
        assertRefused(() -> status(root), "ResourceNotFoundException");
    }

    @Test
    void policiesPermissionsAndTagsAreKept() {
        String root = create(CertificateAuthorityType.ROOT, "root");
        pca.tagCertificateAuthority(tag -> tag.certificateAuthorityArn(root)
                .tags(Tag.builder().key("a").value("b").build()));
        assertThat(pca.listTags(list -> list.certificateAuthorityArn(root)).tags())
                .hasSize(1);
        pca.createPermission(create -> create.certificateAuthorityArn(root)
                .principal("acm.amazonaws.com")
                .actionsWithStrings("IssueCertificate", "GetCertificate", "ListPermissions"));
        assertThat(pca.listPermissions(list -> list.certificateAuthorityArn(root))
                        .permissions())
                .hasSize(1);
        assertRefused(() -> pca.getPolicy(get -> get.resourceArn(root)), "ResourceNotFoundException");
        String policy = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"acm-pca:GetCertificate","Resource":"*"}]}""";
        pca.putPolicy(put -> put.resourceArn(root).policy(policy));
        assertThat(pca.getPolicy(get -> get.resourceArn(root)).policy()).isEqualTo(policy);
        assertRefused(
                () -> pca.putPolicy(put -> put.resourceArn(root).policy("{\"Statement\":1}")),
                "InvalidPolicyException");
        assertThat(pca.listCertificateAuthorities().certificateAuthorities()).hasSize(1);
    }
}
