package cloudjar.services.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.kms.Kms;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CryptoResult;
import com.amazonaws.encryptionsdk.exception.CannotUnwrapDataKeyException;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKey;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKeyProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kms.KmsClient;

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
        KmsMasterKeyProvider both = KmsMasterKeyProvider.builder()
                .customRegionalClientSupplier(region -> kms)
                .buildStrict(first, second);
        AwsCrypto crypto = AwsCrypto.standard();
        byte[] plain = "to be kept".getBytes(StandardCharsets.UTF_8);
        byte[] sealed = crypto.encryptData(both, plain, Map.of("tenant", "a")).getResult();

        KmsMasterKeyProvider one = KmsMasterKeyProvider.builder()
                .customRegionalClientSupplier(region -> kms)
                .buildStrict(second);
        CryptoResult<byte[], KmsMasterKey> opened = crypto.decryptData(one, sealed);
        assertThat(opened.getResult()).isEqualTo(plain);
        assertThat(opened.getEncryptionContext()).containsEntry("tenant", "a");

        kms.disableKey(disable -> disable.keyId(second));
        assertThatThrownBy(() -> crypto.decryptData(one, sealed)).isInstanceOf(CannotUnwrapDataKeyException.class);
    }
}
