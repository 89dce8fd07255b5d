package cloudjar.services.iam;

import cloudjar.api.iam.EncodingType;
import cloudjar.api.iam.SSHPublicKey;
import cloudjar.api.iam.StatusType;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key of a user, for Git over SSH.
 *
 * @param body in OpenSSH's form, without a comment
 */
record SshKey(String id, String userId, String body, boolean active, Instant uploaded) {
    private static final int RSA_BITS_MIN = 2_048;
    private static final String RSA = "ssh-rsa";

    /**
     * The key in a text, without its comment.
     *
     * @throws cloudjar.kernel.shape.ApiException where the text is no key of RSA, or too short a one
     */
    static String checked(String text) {
        String[] parts = (PemKey.isPem(text) ? PemKey.toSsh(text) : text.strip()).split("\\s+", 3);
        if (parts.length < 2 || !parts[0].equals(RSA)) {
            throw IamErrors.badKeyEncoding();
        }
        byte[] blob = decoded(parts[1]);
        ByteBuffer in = ByteBuffer.wrap(blob);
        try {
            String type = new String(field(in), StandardCharsets.US_ASCII);
            BigInteger exponent = new BigInteger(field(in));
            BigInteger modulus = new BigInteger(field(in));
            if (!type.equals(RSA) || exponent.signum() <= 0 || modulus.bitLength() < RSA_BITS_MIN) {
                throw IamErrors.badKey();
            }
        } catch (BufferUnderflowException | NumberFormatException e) {
            throw IamErrors.badKey();
        }
        return parts[0] + " " + parts[1];
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw IamErrors.badKey();
        }
    }

    private static byte[] field(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] field = new byte[length];
        in.get(field);
        return field;
    }

    /** The MD5 of the key, in pairs of digits. */
    String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(decoded(body.substring(body.indexOf(' ') + 1)));
            return HexFormat.ofDelimiter(":").formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    SshKey withActive(boolean now) {
        return new SshKey(id, userId, body, now, uploaded);
    }

    String status() {
        return active ? StatusType.ACTIVE : StatusType.INACTIVE;
    }

    /** As one of AWS's two encodings has it: OpenSSH's, or PEM. */
    private String body(String encoding) {
        if (!encoding.equals(EncodingType.PEM)) {
            return body;
        }
        ByteBuffer in = ByteBuffer.wrap(decoded(body.substring(body.indexOf(' ') + 1)));
        field(in);
        BigInteger exponent = new BigInteger(field(in));
        return PemKey.of(exponent, new BigInteger(field(in)));
    }

    SSHPublicKey shown(String userName, String encoding) {
        return SSHPublicKey.builder()
                .userName(userName)
                .sshPublicKeyId(id)
                .fingerprint(fingerprint())
                .sshPublicKeyBody(body(encoding))
                .status_(status())
                .uploadDate(uploaded)
                .build();
    }
}
