package cloudjar.services.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.kms.Kms;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CryptoResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsKeyringInput;
import software.amazon.cryptography.materialproviders.model.CreateMultiKeyringInput;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;

/** AWS's encryption library for Java: envelopes of data keys that KMS gives and opens. */
class EncryptionSdkTest {
    @RegisterExtension
    static final CloudExtension CLOUD =
            new CloudExtension(wiring -> List.of(new ServiceBinding<>(Kms.API, KmsService.of(wiring))));

    @Test
    void whatItSealsItOpensAndOnlyWithTheKey(TestWorld world) {
        KmsClient kms = world.client(KmsClient.builder());
        String first = kms.createKey().keyMetadata().arn();
        String second = kms.createKey().keyMetadata().arn();
        MaterialProviders providers = MaterialProviders.builder()
                .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
                .build();
        IKeyring one = keyring(providers, kms, second);
        IKeyring both = providers.CreateMultiKeyring(CreateMultiKeyringInput.builder()
                .generator(keyring(providers, kms, first))
                .childKeyrings(List.of(one))
                .build());
        AwsCrypto crypto = AwsCrypto.standard();
        byte[] plain = "to be kept".getBytes(StandardCharsets.UTF_8);
        byte[] sealed = crypto.encryptData(both, plain, Map.of("tenant", "a")).getResult();

        CryptoResult<byte[], ?> opened = crypto.decryptData(one, sealed);
        assertThat(opened.getResult()).isEqualTo(plain);
        assertThat(opened.getEncryptionContext()).containsEntry("tenant", "a");

        kms.disableKey(disable -> disable.keyId(second));
        assertThatThrownBy(() -> crypto.decryptData(one, sealed))
                .hasMessageContaining("No Configured KMS Key was able to decrypt");
    }

    private static IKeyring keyring(MaterialProviders providers, KmsClient kms, String key) {
        return providers.CreateAwsKmsKeyring(
                CreateAwsKmsKeyringInput.builder().kmsKeyId(key).kmsClient(kms).build());
    }
}
