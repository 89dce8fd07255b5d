package cloudjar.gateway.sigv4;

import cloudjar.kernel.sigv4.Sha256;
import cloudjar.protocols.chunked.ChunkVerifier;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The signatures of chunks, each over the one before it; see "Signature calculations for the authorization header:
 * transferring payload in multiple chunks" in S3's reference. Used by one thread.
 */
final class ChunkSignatures implements ChunkVerifier {
    private final String algorithm;
    private final String place;
    private final Check check;
    private final MessageDigest data = Sha256.digest();
    private String last;

    /** Whether a signature is that of a text. */
    @FunctionalInterface
    interface Check {
        boolean right(String stringToSign, String signature);
    }

    /**
     * @param algorithm of the request's signature
     * @param time when it was signed, as it was signed
     * @param seed the signature of the request
     */
    ChunkSignatures(String algorithm, String time, CredentialScope scope, String seed, Check check) {
        this.algorithm = algorithm;
        this.place = time + "\n" + scope.text() + "\n";
        this.last = seed;
        this.check = check;
    }

    @Override
    public void update(byte[] content, int offset, int length) {
        data.update(content, offset, length);
    }

    @Override
    public void chunk(String signature) {
        String hash = HexFormat.of().formatHex(data.digest());
        check(algorithm + "-PAYLOAD\n" + place + last + "\n" + Sha256.EMPTY + "\n" + hash, signature);
    }

    @Override
    public void trailer(byte[] canonical, String signature) {
        // The word stands where the algorithm of the payload does: AWS4-HMAC-SHA256-TRAILER.
        check(algorithm + "-TRAILER\n" + place + last + "\n" + Sha256.hex(canonical), signature);
    }

    private void check(String stringToSign, String sent) {
        // Signatures of 4A have no one length: asterisks fill them up.
        String signature = sent.replace("*", "");
        if (!check.right(stringToSign, signature)) {
            throw Refusals.wrongChunk();
        }
        last = signature;
    }
}
