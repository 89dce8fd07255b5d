package cloudjar.services.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.testkit.TestWorld;
import java.security.KeyPair;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.DuplicateCertificateException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.KeyPairMismatchException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedCertificateException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.ServerCertificateMetadata;
import software.amazon.awssdk.services.iam.model.SigningCertificate;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;

/** Certificates of servers and of users, with AWS's SDK for Java. */
class CertificateAcceptanceTest extends InOwnAccount {
    private final Instant end = Instant.now().plus(90, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);

    private IamClient iam;

    @BeforeEach
    void open(TestWorld world) {
        iam = iam(world);
    }

    private String selfSigned(KeyPair keys) {
        return TestCertificates.certificate("server.example.com", keys, "server.example.com", keys.getPrivate(), end);
    }

    private ServerCertificateMetadata upload(String name, KeyPair keys) {
        return upload(name, keys, selfSigned(keys));
    }

    private ServerCertificateMetadata upload(String name, KeyPair keys, String body) {
        return iam.uploadServerCertificate(upload -> upload.serverCertificateName(name)
                        .path("/cloudfront/")
                        .certificateBody(body)
                        .privateKey(TestCertificates.key(keys.getPrivate()))
                        .tags(Tag.builder().key("team").value("blue").build()))
                .serverCertificateMetadata();
    }

    @Test
    void aCertificateIsKeptForServers() {
        KeyPair keys = TestCertificates.curve();
        String body = selfSigned(keys);
        ServerCertificateMetadata made = upload("web", keys, body);
        assertThat(made.arn()).isEqualTo("arn:aws:iam::" + account + ":server-certificate/cloudfront/web");
        assertThat(made.serverCertificateId()).matches("ASCA[A-Z2-7]{17}");
        assertThat(made.expiration()).isEqualTo(end);
        var shown = iam.getServerCertificate(get -> get.serverCertificateName("web"))
                .serverCertificate();
        assertThat(shown.certificateBody()).isEqualTo(body.strip());
        assertThat(shown.toString()).doesNotContain("PRIVATE KEY");
        assertThat(shown.tags()).extracting(Tag::key).containsExactly("team");
        iam.updateServerCertificate(update -> update.serverCertificateName("web")
                .newServerCertificateName("site")
                .newPath("/"));
        assertThatThrownBy(() -> iam.getServerCertificate(get -> get.serverCertificateName("web")))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("The Server Certificate with name web cannot be found.");
        iam.tagServerCertificate(tag -> tag.serverCertificateName("site")
                .tags(Tag.builder().key("stage").value("test").build()));
        iam.untagServerCertificate(untag -> untag.serverCertificateName("site").tagKeys("team"));
        assertThat(iam.listServerCertificateTags(list -> list.serverCertificateName("site"))
                        .tags())
                .extracting(Tag::key)
                .containsExactly("stage");
        upload("web", keys);
        assertThat(iam.listServerCertificates(list -> list.pathPrefix("/cloudfront/"))
                        .serverCertificateMetadataList())
                .extracting(ServerCertificateMetadata::serverCertificateName)
                .containsExactly("web");
        assertThatThrownBy(() -> upload("WEB", keys)).isInstanceOf(EntityAlreadyExistsException.class);
        assertThat(iam.getAccountSummary().summaryMapAsStrings()).containsEntry("ServerCertificates", 2);
        iam.deleteServerCertificate(delete -> delete.serverCertificateName("site"));
        assertThat(iam.listServerCertificates().serverCertificateMetadataList()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void aKeyMayBeInTheFormOfItsAlgorithm(String algorithm) {
        KeyPair keys = TestCertificates.pair(algorithm);
        var made = iam.uploadServerCertificate(upload -> upload.serverCertificateName("web")
                .certificateBody(selfSigned(keys))
                .privateKey(TestCertificates.traditionalKey(keys.getPrivate())));
        assertThat(made.serverCertificateMetadata().path()).isEqualTo("/");
    }

    @Test
    void keyAndCertificateBelongTogether() {
        KeyPair keys = TestCertificates.curve();
        KeyPair others = TestCertificates.curve();
        assertThatThrownBy(() -> iam.uploadServerCertificate(upload -> upload.serverCertificateName("web")
                        .certificateBody(selfSigned(keys))
                        .privateKey(TestCertificates.key(others.getPrivate()))))
                .isInstanceOf(KeyPairMismatchException.class);
        assertThatThrownBy(() -> iam.uploadServerCertificate(upload -> upload.serverCertificateName("web")
                        .certificateBody(selfSigned(keys))
                        .privateKey(
                                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----")))
                .isInstanceOf(MalformedCertificateException.class);
        for (String body : new String[] {
            "none",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
            selfSigned(keys) + selfSigned(keys),
            "subject=web\n" + selfSigned(keys)
        }) {
            assertThatThrownBy(() -> iam.uploadServerCertificate(upload -> upload.serverCertificateName("web")
                            .certificateBody(body)
                            .privateKey(TestCertificates.key(keys.getPrivate()))))
                    .isInstanceOf(MalformedCertificateException.class)
                    .hasMessageContaining(
                            "Unable to parse certificate. Please ensure the certificate is in PEM format.");
        }
    }

    @Test
    void aChainLeadsFromWhoeverSignedUpwards() {
        KeyPair root = TestCertificates.curve();
        KeyPair middle = TestCertificates.curve();
        KeyPair keys = TestCertificates.curve();
        String top = TestCertificates.certificate("root", root, "root", root.getPrivate(), end);
        String between = TestCertificates.certificate("middle", middle, "root", root.getPrivate(), end);
        String leaf = TestCertificates.certificate("web", keys, "middle", middle.getPrivate(), end);
        var made = iam.uploadServerCertificate(upload -> upload.serverCertificateName("web")
                .certificateBody(leaf)
                .certificateChain(between + top)
                .privateKey(TestCertificates.key(keys.getPrivate())));
        assertThat(made.serverCertificateMetadata().serverCertificateName()).isEqualTo("web");
        assertThatThrownBy(() -> iam.uploadServerCertificate(upload -> upload.serverCertificateName("other")
                        .certificateBody(leaf)
                        .certificateChain(top + between)
                        .privateKey(TestCertificates.key(keys.getPrivate()))))
                .isInstanceOf(MalformedCertificateException.class)
                .hasMessageContaining("Unable to validate certificate chain. The certificate chain must start with the"
                        + " immediate signing certificate, followed by any intermediaries in order. The index within the"
                        + " chain of the invalid certificate is: -1");
    }

    @Test
    void thereAreTwentyAtMost() {
        KeyPair keys = TestCertificates.curve();
        for (int i = 0; i < 20; i++) {
            upload("web" + i, keys);
        }
        assertThatThrownBy(() -> upload("web20", keys))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Cannot exceed quota for ServerCertificatesPerAccount: 20");
    }

    @Test
    void aUserSignsWithTwoAtMost() {
        iam.createUser(create -> create.userName("ann"));
        String body = selfSigned(TestCertificates.curve());
        SigningCertificate made = iam.uploadSigningCertificate(
                        upload -> upload.userName("ann").certificateBody(body))
                .certificate();
        assertThat(made.certificateId()).matches("[A-Z0-9]{24,128}");
        assertThat(made.status()).isEqualTo(StatusType.ACTIVE);
        assertThatThrownBy(() -> iam.uploadSigningCertificate(
                        upload -> upload.userName("ann").certificateBody(body)))
                .isInstanceOf(DuplicateCertificateException.class);
        iam.uploadSigningCertificate(
                upload -> upload.userName("ann").certificateBody(selfSigned(TestCertificates.curve())));
        assertThatThrownBy(() -> iam.uploadSigningCertificate(
                        upload -> upload.userName("ann").certificateBody(selfSigned(TestCertificates.curve()))))
                .isInstanceOf(LimitExceededException.class);
        iam.updateSigningCertificate(update ->
                update.userName("ann").certificateId(made.certificateId()).status(StatusType.INACTIVE));
        assertThat(iam.listSigningCertificates(list -> list.userName("ann")).certificates())
                .extracting(SigningCertificate::statusAsString)
                .containsExactlyInAnyOrder("Inactive", "Active");
        assertThatThrownBy(() -> iam.deleteUser(delete -> delete.userName("ann")))
                .isInstanceOf(DeleteConflictException.class);
        iam.generateCredentialReport();
        String line = iam.getCredentialReport()
                .content()
                .asUtf8String()
                .lines()
                .filter(user -> user.startsWith("ann,"))
                .findFirst()
                .orElseThrow();
        assertThat(line.split(",")[18] + line.split(",")[20]).contains("true", "false");
        iam.listSigningCertificates(list -> list.userName("ann"))
                .certificates()
                .forEach(held -> iam.deleteSigningCertificate(
                        delete -> delete.userName("ann").certificateId(held.certificateId())));
        iam.deleteUser(delete -> delete.userName("ann"));
    }
}
