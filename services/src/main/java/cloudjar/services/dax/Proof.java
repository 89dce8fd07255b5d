package cloudjar.services.dax;

import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.sigv4.Sha256;
import cloudjar.kernel.sigv4.SigningKey;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.world.World;
import cloudjar.services.dax.wire.CborReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * By what a client proves who it is: the signature of an empty request to DAX, of which it also sends the text that is signed.
 *
 * @param text what was signed: algorithm, time, scope, and the hash of the request
 */
record Proof(
        String accessKey,
        String signature,
        String text,
        @Nullable String token) {
    private static final String HOST = "dax.amazonaws.com";
    private static final Duration SKEW_MAX = Duration.ofMinutes(15);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    /** Who calls, and in which region. */
    record Caller(Credential credential, String region) {}

    /** The proof is none. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        private final String reason;

        RefusedException(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    static Proof read(CborReader in) throws IOException {
        String accessKey = in.readText();
        String signature = in.readText();
        String text = new String(in.readBytes(), StandardCharsets.UTF_8);
        String token = in.tryNull() ? null : in.readText();
        if (!in.tryNull()) {
            String unusedAgent = in.readText();
        }
        return new Proof(accessKey, signature, text, token);
    }

    /**
     * Who it proves to be; where signatures are not checked, who it says to be.
     *
     * @throws RefusedException with the reason
     */
    Caller check(World world, Credentials credentials) throws RefusedException {
        String[] lines = text.split("\n");
        String[] scope = lines.length == 4 ? lines[2].split("/") : new String[0];
        if (scope.length != 4) {
            throw new RefusedException("The text that was signed has not the form of one.");
        }
        String region = scope[1];
        Credential credential = credentials.signer(world, accessKey, Partition.of(region));
        if (credential == null || !credential.active()) {
            throw new RefusedException("The security token included in the request is invalid.");
        }
        if (credentials.verified()) {
            verify(credential, lines, scope, world.clock().now());
        }
        return new Caller(credential, region);
    }

    private void verify(Credential credential, String[] lines, String[] scope, Instant now) throws RefusedException {
        String request =
                "POST\n/\n\nhost:" + HOST + "\nx-amz-date:" + lines[1] + "\n\nhost;x-amz-date\n" + Sha256.EMPTY;
        byte[] key = SigningKey.derive(credential.secret(), scope[0], scope[1], scope[2]);
        boolean right = lines[0].equals("AWS4-HMAC-SHA256")
                && scope[2].equals("dax")
                && lines[1].startsWith(scope[0])
                && lines[3].equals(Sha256.hex(request))
                && same(HexFormat.of().formatHex(Sha256.mac(key, text)), signature);
        if (!right) {
            throw new RefusedException(
                    "The request signature we calculated does not match the signature you provided.");
        }
        if (Duration.between(time(lines[1]), now).abs().compareTo(SKEW_MAX) > 0) {
            throw new RefusedException("Signature expired: " + lines[1]);
        }
        Instant end = credential.expires();
        if (!same(credential.sessionToken(), token) || (end != null && !now.isBefore(end))) {
            throw new RefusedException("The security token included in the request is invalid or expired.");
        }
    }

    private static boolean same(@Nullable String known, @Nullable String sent) {
        return known == null || sent == null
                ? known == null && sent == null
                : MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    private static Instant time(String text) throws RefusedException {
        try {
            return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new RefusedException("The time of the signature is none: " + text);
        }
    }
}
