package cloudjar.services;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.testkit.CloudExtension;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Who may use the keys that secrets and secure strings are sealed with, where permissions are enforced. */
class SecretKeysAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private People people;

    @BeforeEach
    void open() {
        people = People.in(CLOUD.cloud().mainWorld());
    }

    /** The service's own key is for everybody in the account who may use the service; any other wants permission or a grant. */
    @Test
    void secretsAreReadByWhoMayUseTheirKey() {
        KmsClient kms = people.root(KmsClient.builder());
        SecretsManagerClient root = people.root(SecretsManagerClient.builder());
        SecretsManagerClient ann = people.user("ann", SecretsManagerClient.builder());
        people.allow("ann", "secretsmanager:*", "*");
        ann.createSecret(create -> create.name("usual").secretString("x"));
        assertThat(ann.getSecretValue(get -> get.secretId("usual")).secretString())
                .isEqualTo("x");

        String key = kms.createKey().keyMetadata().arn();
        String keyed = root.createSecret(
                        create -> create.name("keyed").secretString("y").kmsKeyId(key))
                .arn();
        assertRefused(() -> ann.getSecretValue(get -> get.secretId("keyed")), "AccessDeniedException");
        String account = keyed.split(":")[4];
        String grant = kms.createGrant(create -> create.keyId(key)
                        .granteePrincipal("arn:aws:iam::" + account + ":user/ann")
                        .operations(GrantOperation.DECRYPT)
                        .constraints(constraints -> constraints.encryptionContextSubset(Map.of("SecretARN", keyed))))
                .grantId();
        assertThat(ann.getSecretValue(get -> get.secretId("keyed")).secretString())
                .isEqualTo("y");
        root.createSecret(create -> create.name("other").secretString("z").kmsKeyId(key));
        assertRefused(() -> ann.getSecretValue(get -> get.secretId("other")), "AccessDeniedException");
        kms.revokeGrant(revoke -> revoke.keyId(key).grantId(grant));
        assertRefused(() -> ann.getSecretValue(get -> get.secretId("keyed")), "AccessDeniedException");
    }

    @Test
    void aSecretsPolicyDecidesToo() {
        SecretsManagerClient root = people.root(SecretsManagerClient.builder());
        SecretsManagerClient bob = people.user("bob", SecretsManagerClient.builder());
        String arn = root.createSecret(create -> create.name("policy").secretString("x"))
                .arn();
        assertRefused(() -> bob.getSecretValue(get -> get.secretId(arn)), "AccessDeniedException");
        String user = "arn:aws:iam::" + arn.split(":")[4] + ":user/bob";
        root.putResourcePolicy(put -> put.secretId(arn).resourcePolicy(policy("Allow", user)));
        assertThat(bob.getSecretValue(get -> get.secretId(arn)).secretString()).isEqualTo("x");
        people.allow("bob", "secretsmanager:*", "*");
        root.putResourcePolicy(put -> put.secretId(arn).resourcePolicy(policy("Deny", user)));
        assertRefused(() -> bob.getSecretValue(get -> get.secretId(arn)), "AccessDeniedException");
    }

    private static String policy(String effect, String user) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"%s","Principal":{"AWS":"%s"},"Action":"secretsmanager:GetSecretValue","Resource":"*"}]}""".formatted(effect, user);
    }

    @Test
    void secureStringsAreReadByWhoMayUseTheirKey() {
        KmsClient kms = people.root(KmsClient.builder());
        SsmClient root = people.root(SsmClient.builder());
        SsmClient eve = people.user("eve", SsmClient.builder());
        people.allow("eve", "ssm:*", "*");
        eve.putParameter(put -> put.name("usual").value("x").type(ParameterType.SECURE_STRING));
        assertThat(eve.getParameter(get -> get.name("usual").withDecryption(true))
                        .parameter()
                        .value())
                .isEqualTo("x");
        String key = kms.createKey().keyMetadata().keyId();
        root.putParameter(put ->
                put.name("keyed").value("y").type(ParameterType.SECURE_STRING).keyId(key));
        eve.getParameter(get -> get.name("keyed"));
        assertRefused(() -> eve.getParameter(get -> get.name("keyed").withDecryption(true)), "AccessDeniedException");
        people.allow("eve", "kms:Decrypt", "*");
        assertThat(eve.getParameter(get -> get.name("keyed").withDecryption(true))
                        .parameter()
                        .value())
                .isEqualTo("y");
    }
}
