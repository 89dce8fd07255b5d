package cloudjar.services.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.kms.CreateKeyRequest;
import cloudjar.api.kms.DecryptRequest;
import cloudjar.api.kms.EncryptRequest;
import cloudjar.api.kms.GetKeyLastUsageRequest;
import cloudjar.api.kms.GetKeyLastUsageResponse;
import cloudjar.api.kms.Kms;
import cloudjar.api.kms.ReEncryptRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the SDK's model does not have yet: when a key was last used, and dry runs without a ciphertext. */
class KeyUsesTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final Bytes SECRET = Bytes.ofUtf8("secret");

    private TestWorld world;
    private Kms kms;
    private String key = "";

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        kms = CLOUD.cloud().gateway().cloud().client(Kms.API);
        world.clock().freeze();
        key = Objects.requireNonNull(
                Objects.requireNonNull(kms.createKey(CreateKeyRequest.builder().build(), call())
                                .keyMetadata())
                        .keyId());
    }

    private Call call() {
        return Call.own(
                        world.world(),
                        new Scope(TestWorld.ACCOUNT, "us-east-1"),
                        new Principal.Service("test.amazonaws.com"),
                        world.clock().now())
                .as(new Principal.Root(TestWorld.ACCOUNT, Partition.AWS));
    }

    private GetKeyLastUsageResponse usage() {
        return kms.getKeyLastUsage(GetKeyLastUsageRequest.builder().keyId(key).build(), call());
    }

    private Bytes encrypt() {
        return Objects.requireNonNull(kms.encrypt(
                        EncryptRequest.builder().keyId(key).plaintext(SECRET).build(), call())
                .ciphertextBlob());
    }

    @Test
    void theLastUseOfAKeyIsToldWithItsOperation() {
        assertThat(usage().keyLastUsage()).isNull();
        assertThat(usage().trackingStartDate()).isEqualTo(usage().keyCreationDate());
        Bytes sealed = encrypt();
        assertThat(Objects.requireNonNull(usage().keyLastUsage()).operation()).isEqualTo("Encrypt");
        world.clock().advance(Duration.ofSeconds(5));
        kms.decrypt(DecryptRequest.builder().ciphertextBlob(sealed).build(), call());
        assertThat(Objects.requireNonNull(usage().keyLastUsage()).operation()).isEqualTo("Decrypt");
        world.clock().advance(Duration.ofMinutes(1));
        encrypt();
        assertThat(Objects.requireNonNull(usage().keyLastUsage())).satisfies(last -> {
            assertThat(last.operation()).isEqualTo("Encrypt");
            assertThat(last.timestamp()).isEqualTo(world.clock().now());
            assertThat(last.kmsRequestId()).isNotEmpty();
        });
        kms.reEncrypt(
                ReEncryptRequest.builder()
                        .ciphertextBlob(sealed)
                        .destinationKeyId(key)
                        .build(),
                call());
        world.clock().advance(Duration.ofSeconds(1));
        assertRefused(
                () -> kms.encrypt(
                        EncryptRequest.builder()
                                .keyId(key)
                                .plaintext(SECRET)
                                .dryRun(true)
                                .build(),
                        call()),
                "DryRunOperationException");
        assertThat(Objects.requireNonNull(usage().keyLastUsage()).timestamp())
                .isBefore(world.clock().now());
    }

    @Test
    void aDryRunNeedsNoCiphertext() {
        DecryptRequest dry = DecryptRequest.builder()
                .keyId(key)
                .dryRun(true)
                .dryRunModifiers(List.of("IGNORE_CIPHERTEXT"))
                .build();
        assertRefused(() -> kms.decrypt(dry, call()), "DryRunOperationException");
        assertRefused(() -> kms.decrypt(dry.toBuilder().dryRun(false).build(), call()), "ValidationException");
        assertRefused(() -> kms.decrypt(dry.toBuilder().keyId(null).build(), call()), "ValidationException");
        assertRefused(
                () -> kms.reEncrypt(
                        ReEncryptRequest.builder()
                                .sourceKeyId(key)
                                .destinationKeyId(key)
                                .dryRun(true)
                                .dryRunModifiers(List.of("IGNORE_CIPHERTEXT"))
                                .build(),
                        call()),
                "DryRunOperationException");
        assertThatThrownBy(() -> kms.decrypt(DecryptRequest.builder().keyId(key).build(), call()))
                .hasMessageContaining("Value null at 'ciphertextBlob'");
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ApiException.class, refusal -> assertThat(refusal.code())
                .isEqualTo(code));
    }
}
