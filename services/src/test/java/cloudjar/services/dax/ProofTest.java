package cloudjar.services.dax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.sigv4.Sha256;
import cloudjar.kernel.sigv4.SigningKey;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who connects to DAX proves who it is, where signatures are checked. */
class ProofTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final Credentials VERIFIED = new Credentials(true);

    private static Proof proof(Instant time, String secret) {
        String stamp = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(time);
        String day = stamp.substring(0, 8);
        String request =
                "POST\n/\n\nhost:dax.amazonaws.com\nx-amz-date:" + stamp + "\n\nhost;x-amz-date\n" + Sha256.EMPTY;
        String text = "AWS4-HMAC-SHA256\n" + stamp + "\n" + day + "/eu-west-1/dax/aws4_request\n" + Sha256.hex(request);
        byte[] key = SigningKey.derive(secret, day, "eu-west-1", "dax");
        return new Proof("111122223333", HexFormat.of().formatHex(Sha256.mac(key, text)), text, null);
    }

    @Test
    void theRightSecretProvesIt(TestWorld world) throws Proof.RefusedException {
        Proof.Caller caller = proof(world.clock().now(), "test").check(world.world(), VERIFIED);
        assertThat(caller.region()).isEqualTo("eu-west-1");
        assertThat(caller.credential().principal().account()).isEqualTo("111122223333");
    }

    @Test
    void anythingElseIsRefused(TestWorld world) {
        Instant now = world.clock().now();
        assertThatThrownBy(() -> proof(now, "guess").check(world.world(), VERIFIED))
                .hasMessageContaining("does not match");
        assertThatThrownBy(() -> proof(now.minusSeconds(3600), "test").check(world.world(), VERIFIED))
                .hasMessageContaining("expired");
        assertThatThrownBy(() -> new Proof(
                                "AKIAIOSFODNN7EXAMPLE", "", proof(now, "test").text(), null)
                        .check(world.world(), VERIFIED))
                .hasMessageContaining("invalid");
        assertThatThrownBy(() -> new Proof("111122223333", "", "nonsense", null).check(world.world(), VERIFIED))
                .hasMessageContaining("form");
    }
}
