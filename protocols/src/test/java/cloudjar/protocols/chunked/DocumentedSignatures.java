package cloudjar.protocols.chunked;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies the chain of signatures with the credentials, date and scope of the examples in "Signature Calculations for
 * the Authorization Header: Transferring Payload in Multiple Chunks" and in its sister page on trailers
 * (docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and sigv4-streaming-trailers.html).
 */
final class DocumentedSignatures implements ChunkVerifier {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String SCOPE = "20130524/us-east-1/s3/aws4_request";
    private static final HexFormat HEX = HexFormat.of();

    private final MessageDigest data = sha256();
    private String previous;
    private int verified;

    DocumentedSignatures(String seed) {
        previous = seed;
    }

    /** How many signatures were right. */
    int verified() {
        return verified;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        data.update(bytes, offset, length);
    }

    @Override
    public void chunk(String signature) {
        String empty = HEX.formatHex(sha256().digest());
        verify("AWS4-HMAC-SHA256-PAYLOAD", empty + "\n" + HEX.formatHex(data.digest()), signature);
    }

    @Override
    public void trailer(byte[] canonical, String signature) {
        verify("AWS4-HMAC-SHA256-TRAILER", HEX.formatHex(sha256().digest(canonical)), signature);
    }

    private void verify(String algorithm, String hashes, String signature) {
        String toSign = algorithm + "\n20130524T000000Z\n" + SCOPE + "\n" + previous + "\n" + hashes;
        assertThat(signature).isEqualTo(HEX.formatHex(mac(signingKey(), toSign)));
        previous = signature;
        verified++;
    }

    private static byte[] signingKey() {
        byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (String part : SCOPE.split("/", -1)) {
            key = mac(key, part);
        }
        return key;
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
