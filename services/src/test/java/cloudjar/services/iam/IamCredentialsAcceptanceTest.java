package cloudjar.services.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.Bytes;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.DeletionTaskStatusType;
import software.amazon.awssdk.services.iam.model.EncodingType;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InvalidAuthenticationCodeException;
import software.amazon.awssdk.services.iam.model.InvalidPublicKeyException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.UnmodifiableEntityException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** What identities prove themselves with. The codes in brackets are those of the checks that a test proves. */
class IamCredentialsAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    private final String account = String.format("3000%08d", ACCOUNTS.incrementAndGet());
    private IamClient iam;

    @BeforeEach
    void open(TestWorld world) {
        iam = world.client(IamClient.builder(), account, Region.AWS_GLOBAL);
        iam.createUser(create -> create.userName("ann"));
    }

    private StsClient sts(TestWorld world) {
        String key = iam.createAccessKey(create -> create.userName("ann"))
                .accessKey()
                .accessKeyId();
        return world.client(StsClient.builder(), key, Region.US_EAST_1);
    }

    /** The bytes that a text in Base32 stands for. */
    private static Bytes base32(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        int buffer = 0;
        int held = 0;
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            buffer = (buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(text.charAt(i))) & 0xFFFF;
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes[at++] = (byte) (buffer >> held);
            }
        }
        return Bytes.wrap(bytes);
    }

    /** Gives the device to ann, by the code of a step and the one before. */
    private void enable(String serial, Bytes seed, long step) {
        iam.enableMFADevice(enable -> enable.userName("ann")
                .serialNumber(serial)
                .authenticationCode1(Totp.code(seed, step - 1))
                .authenticationCode2(Totp.code(seed, step)));
    }

    /** [IAM-19] [STS-5] */
    @Test
    void aDeviceShowsCodesThatAreGoodOnce(TestWorld world) {
        var made = iam.createVirtualMFADevice(create -> create.virtualMFADeviceName("phone"))
                .virtualMFADevice();
        String serial = made.serialNumber();
        assertThat(serial).isEqualTo("arn:aws:iam::" + account + ":mfa/phone");
        Bytes seed = base32(made.base32StringSeed().asString(StandardCharsets.US_ASCII));
        long step = Totp.step(Instant.now());
        assertThatThrownBy(() -> enable(serial, seed, step - 999))
                .isInstanceOf(InvalidAuthenticationCodeException.class);
        enable(serial, seed, step);
        assertThat(iam.listMFADevices(list -> list.userName("ann")).mfaDevices())
                .extracting(device -> device.serialNumber())
                .containsExactly(serial);

        String trust = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"AWS": "%s"}, "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}]}""".formatted(account);
        String role = iam.createRole(create -> create.roleName("admin").assumeRolePolicyDocument(trust))
                .role()
                .arn();
        StsClient sts = sts(world);
        assertThatThrownBy(() -> sts.assumeRole(assume -> assume.roleArn(role).roleSessionName("one")))
                .isInstanceOf(StsException.class);
        String code = Totp.code(seed, step + 1);
        assertThat(sts.assumeRole(assume -> assume.roleArn(role)
                                .roleSessionName("one")
                                .serialNumber(serial)
                                .tokenCode(code))
                        .credentials())
                .isNotNull();
        assertThatThrownBy(() ->
                        sts.getSessionToken(get -> get.serialNumber(serial).tokenCode(code)))
                .isInstanceOf(StsException.class)
                .hasMessageContaining("MultiFactorAuthentication failed with invalid MFA one time pass code.");
        // A session that began with a code counts as one with a device.
        String session = sts.getSessionToken(get -> get.serialNumber(serial).tokenCode(Totp.code(seed, step + 2)))
                .credentials()
                .accessKeyId();
        assertThat(world.client(StsClient.builder(), session, Region.US_EAST_1)
                        .assumeRole(assume -> assume.roleArn(role).roleSessionName("two"))
                        .credentials())
                .isNotNull();
        assertThatThrownBy(() -> iam.deleteVirtualMFADevice(delete -> delete.serialNumber(serial)))
                .isInstanceOf(DeleteConflictException.class);
        iam.deactivateMFADevice(off -> off.userName("ann").serialNumber(serial));
        iam.deleteVirtualMFADevice(delete -> delete.serialNumber(serial));
    }

    /** [IAM-21] */
    @Test
    void aUserHasSshKeys() throws NoSuchAlgorithmException {
        String key = "ssh-rsa " + rsa(2048) + " ann@laptop";
        var uploaded = iam.uploadSSHPublicKey(upload -> upload.userName("ann").sshPublicKeyBody(key))
                .sshPublicKey();
        assertThat(uploaded.sshPublicKeyId()).matches("APKA[A-Z2-7]{16}");
        assertThat(uploaded.fingerprint()).matches("([0-9a-f]{2}:){15}[0-9a-f]{2}");
        assertThatThrownBy(() -> iam.deleteUser(delete -> delete.userName("ann")))
                .isInstanceOf(DeleteConflictException.class);
        String small = "ssh-rsa " + rsa(1024);
        assertThatThrownBy(() ->
                        iam.uploadSSHPublicKey(upload -> upload.userName("ann").sshPublicKeyBody(small)))
                .isInstanceOf(InvalidPublicKeyException.class);
        String pem = iam.getSSHPublicKey(get -> get.userName("ann")
                        .sshPublicKeyId(uploaded.sshPublicKeyId())
                        .encoding(EncodingType.PEM))
                .sshPublicKey()
                .sshPublicKeyBody();
        assertThat(pem).startsWith("-----BEGIN PUBLIC KEY-----\n");
        iam.deleteSSHPublicKey(delete -> delete.userName("ann").sshPublicKeyId(uploaded.sshPublicKeyId()));
        // In PEM it is the same key.
        var again = iam.uploadSSHPublicKey(upload -> upload.userName("ann").sshPublicKeyBody(pem))
                .sshPublicKey();
        assertThat(again.sshPublicKeyBody()).isEqualTo(uploaded.sshPublicKeyBody());
        assertThat(again.fingerprint()).isEqualTo(uploaded.fingerprint());
        iam.deleteSSHPublicKey(delete -> delete.userName("ann").sshPublicKeyId(again.sshPublicKeyId()));
        assertThat(iam.listSSHPublicKeys(list -> list.userName("ann")).sshPublicKeys())
                .isEmpty();
    }

    private static String rsa(int bits) throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        byte[] exponent = key.getPublicExponent().toByteArray();
        byte[] modulus = key.getModulus().toByteArray();
        ByteBuffer out = ByteBuffer.allocate(4 + 7 + 4 + exponent.length + 4 + modulus.length);
        out.putInt(7).put("ssh-rsa".getBytes(StandardCharsets.US_ASCII));
        out.putInt(exponent.length).put(exponent).putInt(modulus.length).put(modulus);
        return Base64.getEncoder().encodeToString(out.array());
    }

    /** [IAM-21] */
    @Test
    void aUserHasGitCredentials() {
        var made = iam.createServiceSpecificCredential(
                        create -> create.userName("ann").serviceName("codecommit.amazonaws.com"))
                .serviceSpecificCredential();
        assertThat(made.serviceUserName()).isEqualTo("ann-at-" + account);
        String before = made.servicePassword();
        String after = iam.resetServiceSpecificCredential(
                        reset -> reset.userName("ann").serviceSpecificCredentialId(made.serviceSpecificCredentialId()))
                .serviceSpecificCredential()
                .servicePassword();
        assertThat(after).isNotEqualTo(before);
        assertThatThrownBy(() -> iam.createServiceSpecificCredential(
                        create -> create.userName("ann").serviceName("lambda.amazonaws.com")))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining(
                        "No such service lambda.amazonaws.com is supported for Service Specific Credentials");
    }

    /** [IAM-14] */
    @Test
    void aServiceMakesARoleForItself() {
        Role role = iam.createServiceLinkedRole(create -> create.awsServiceName("batch.amazonaws.com"))
                .role();
        assertThat(role.arn())
                .isEqualTo("arn:aws:iam::" + account
                        + ":role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch");
        assertThat(iam.listAttachedRolePolicies(list -> list.roleName("AWSServiceRoleForBatch"))
                        .attachedPolicies())
                .extracting(policy -> policy.policyName())
                .containsExactly("BatchServiceRolePolicy");
        assertThatThrownBy(() -> iam.deleteRole(delete -> delete.roleName("AWSServiceRoleForBatch")))
                .isInstanceOf(UnmodifiableEntityException.class);
        assertThatThrownBy(() -> iam.createServiceLinkedRole(
                        create -> create.awsServiceName("batch.amazonaws.com").customSuffix("x")))
                .isInstanceOf(IamException.class)
                .hasMessageContaining("Custom suffix is not allowed for batch.amazonaws.com");
        String task = iam.deleteServiceLinkedRole(delete -> delete.roleName("AWSServiceRoleForBatch"))
                .deletionTaskId();
        assertThat(iam.getServiceLinkedRoleDeletionStatus(get -> get.deletionTaskId(task))
                        .status())
                .isEqualTo(DeletionTaskStatusType.SUCCEEDED);
    }

    /** [IAM-11] */
    @Test
    void providersVouchForPeople() {
        String arn = iam.createOpenIDConnectProvider(create -> create.url("https://token.example.com/path")
                        .clientIDList("one")
                        .thumbprintList("9e99a48a9960b14926bb7f3b02e22da2b0ab7280"))
                .openIDConnectProviderArn();
        assertThat(arn).isEqualTo("arn:aws:iam::" + account + ":oidc-provider/token.example.com/path");
        iam.addClientIDToOpenIDConnectProvider(
                add -> add.openIDConnectProviderArn(arn).clientID("two"));
        var provider = iam.getOpenIDConnectProvider(get -> get.openIDConnectProviderArn(arn));
        assertThat(provider.clientIDList()).containsExactly("one", "two");
        assertThat(provider.url()).isEqualTo("token.example.com/path");
        String metadata =
                "<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"x\">" + " ".repeat(1000)
                        + "<IDPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"/>"
                        + "</EntityDescriptor>";
        String saml = iam.createSAMLProvider(create -> create.name("corp").samlMetadataDocument(metadata))
                .samlProviderArn();
        assertThat(saml).isEqualTo("arn:aws:iam::" + account + ":saml-provider/corp");
        assertThat(iam.getSAMLProvider(get -> get.samlProviderArn(saml)).samlMetadataDocument())
                .isEqualTo(metadata);
        iam.deleteOpenIDConnectProvider(delete -> delete.openIDConnectProviderArn(arn));
        assertThat(iam.listOpenIDConnectProviders().openIDConnectProviderList()).isEmpty();
    }

    @Test
    void aReportListsUsersAndTheirCredentials() {
        assertThatThrownBy(iam::getCredentialReport).isInstanceOf(IamException.class);
        iam.createAccessKey(create -> create.userName("ann"));
        iam.generateCredentialReport();
        assertThat(iam.generateCredentialReport().stateAsString()).isEqualTo("COMPLETE");
        String report = iam.getCredentialReport().content().asUtf8String();
        assertThat(report.lines()).hasSize(3);
        assertThat(report.lines().skip(2).findFirst().orElseThrow().split(","))
                .hasSize(22)
                .startsWith("ann", "arn:aws:iam::" + account + ":user/ann");
    }
}
