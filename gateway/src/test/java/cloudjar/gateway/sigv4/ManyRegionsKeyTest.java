package cloudjar.gateway.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.call.Credential;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.tenancy.Principal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.junit.jupiter.api.Test;

/** The key pair that AWS's common runtime tests its derivation with. */
class ManyRegionsKeyTest {
    private static final String PRIVATE_KEY = "7fd3bd010c0d9c292141c2b77bfbde1042c92e6836fff749d1269ec890fca1bd";

    private static Credential credential(String secret) {
        return new Credential(
                "AKISORANDOMAASORANDOM", secret, null, null, true, new Principal.Root("111122223333", Partition.AWS));
    }

    private static String sign(String text) {
        X9ECParameters curve = CustomNamedCurves.getByName("P-256");
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        DSADigestSigner signer =
                new DSADigestSigner(new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest())), new SHA256Digest());
        signer.init(true, new ECPrivateKeyParameters(new BigInteger(PRIVATE_KEY, 16), new ECDomainParameters(curve)));
        signer.update(content, 0, content.length);
        return HexFormat.of().formatHex(signer.generateSignature());
    }

    @Test
    void whatTheSecretsPrivateKeySignedIsFoundRight() {
        ManyRegionsKey key = ManyRegionsKey.of(credential("q+jcrXGc+0zWN6uzclKVhvMmUsIfRPa4rlRandom"));
        assertThat(key.signed("text", sign("text"))).isTrue();
        assertThat(key.signed("other", sign("text"))).isFalse();
        assertThat(key.signed("text", "no signature")).isFalse();
        assertThat(key.signed("text", "00")).isFalse();
    }

    @Test
    void anotherSecretHasAnotherKey() {
        ManyRegionsKey key = ManyRegionsKey.of(credential("q+jcrXGc+0zWN6uzclKVhvMmUsIfRPa4rlRandon"));
        assertThat(key.signed("text", sign("text"))).isFalse();
    }
}
