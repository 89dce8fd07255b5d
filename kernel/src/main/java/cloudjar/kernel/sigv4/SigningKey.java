package cloudjar.kernel.sigv4;

import java.nio.charset.StandardCharsets;

/** The key that requests of one day to one service in one region are signed with, made of a secret access key. */
public final class SigningKey {
    private SigningKey() {}

    /**
     * Derives the key, which is four keyed hashes away from the secret.
     *
     * @param date the day in UTC, as in {@code 20150830}
     */
    public static byte[] derive(String secret, String date, String region, String service) {
        byte[] ofDate = Sha256.mac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), date);
        byte[] ofRegion = Sha256.mac(ofDate, region);
        byte[] ofService = Sha256.mac(ofRegion, service);
        return Sha256.mac(ofService, "aws4_request");
    }
}
