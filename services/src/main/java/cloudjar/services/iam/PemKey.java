package cloudjar.services.iam;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Public keys of RSA as PEM has them, which OpenSSH writes in another way. */
final class PemKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    private static final byte[] TYPE = "ssh-rsa".getBytes(StandardCharsets.US_ASCII);
    private static final int LINE = 64;

    private PemKey() {}

    static boolean isPem(String text) {
        return text.strip().startsWith("-----BEGIN");
    }

    /**
     * The key as OpenSSH writes it.
     *
     * @throws cloudjar.kernel.shape.ApiException where the text is no public key of RSA
     */
    static String toSsh(String text) {
        Matcher matcher = PEM.matcher(text.strip());
        if (!matcher.matches()) {
            throw IamErrors.badKeyEncoding();
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
            RSAPublicKey key =
                    (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            field(out, TYPE);
            field(out, key.getPublicExponent().toByteArray());
            field(out, key.getModulus().toByteArray());
            return "ssh-rsa " + Base64.getEncoder().encodeToString(out.toByteArray());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw IamErrors.badKey();
        }
    }

    private static void field(ByteArrayOutputStream out, byte[] content) {
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(content);
    }

    /** A key in PEM. */
    static String of(BigInteger exponent, BigInteger modulus) {
        try {
            byte[] encoded = KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(modulus, exponent))
                    .getEncoded();
            String base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded);
            return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored key is none", e);
        }
    }
}
