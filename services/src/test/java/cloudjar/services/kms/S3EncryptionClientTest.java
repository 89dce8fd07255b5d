package cloudjar.services.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.encryption.s3.S3EncryptionClient;
import software.amazon.encryption.s3.S3EncryptionClientException;
import software.amazon.encryption.s3.materials.KmsKeyring;

/** AWS's client that encrypts objects before they are sent (KMS-2): its data keys come from KMS. */
class S3EncryptionClientTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String BUCKET = "sealed";
    private static final String KEY = "letter";

    private KmsClient kms;
    private S3Client s3;
    private S3AsyncClient s3Async;

    @BeforeEach
    void open(TestWorld world) {
        kms = world.client(KmsClient.builder());
        s3 = world.client(S3Client.builder().forcePathStyle(true));
        s3Async = S3AsyncClient.builder()
                .endpointOverride(world.endpoint())
                .forcePathStyle(true)
                .region(TestWorld.REGION)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(TestWorld.ACCOUNT, "secret")))
                .build();
        s3.createBucket(create -> create.bucket(BUCKET));
    }

    private S3EncryptionClient client(String key) {
        return S3EncryptionClient.builderV4()
                .wrappedClient(s3)
                .wrappedAsyncClient(s3Async)
                .keyring(KmsKeyring.builder().kmsClient(kms).wrappingKeyId(key).build())
                .build();
    }

    @Test
    void whatItPutsItGetsAndNobodyElse() {
        String key = kms.createKey().keyMetadata().arn();
        byte[] plain = "to be kept".repeat(1000).getBytes(StandardCharsets.UTF_8);
        try (S3EncryptionClient sealing = client(key)) {
            sealing.putObject(put -> put.bucket(BUCKET).key(KEY), RequestBody.fromBytes(plain));
            assertThat(sealing.getObjectAsBytes(get -> get.bucket(BUCKET).key(KEY))
                            .asByteArray())
                    .isEqualTo(plain);

            byte[] kept =
                    s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(KEY)).asByteArray();
            assertThat(kept).isNotEqualTo(plain);

            byte[] changed = Arrays.copyOf(kept, kept.length);
            changed[10] ^= 1;
            var metadata = s3.headObject(head -> head.bucket(BUCKET).key(KEY)).metadata();
            s3.putObject(put -> put.bucket(BUCKET).key("changed").metadata(metadata), RequestBody.fromBytes(changed));
            assertThatThrownBy(() ->
                            sealing.getObjectAsBytes(get -> get.bucket(BUCKET).key("changed")))
                    .isInstanceOf(S3EncryptionClientException.class);

            kms.disableKey(disable -> disable.keyId(key));
            assertThatThrownBy(() ->
                            sealing.getObjectAsBytes(get -> get.bucket(BUCKET).key(KEY)))
                    .isInstanceOf(S3EncryptionClientException.class)
                    .hasMessageContaining(key + " is disabled");
        }
    }
}
