package cloudjar.kernel.blob.s3;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests to S3 as AWS's "Signature Version 4" wants it. The request's path and query are percent-encoded as they are
 * sent; names in the query are in order.
 */
final class S3Signature {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DATE_LENGTH = 8;

    private final S3Address address;

    S3Signature(S3Address address) {
        this.address = address;
    }

    /** The headers to send, those given included, but for {@code Host}. */
    Map<String, String> sign(String method, URI uri, Map<String, String> headers, byte[] body, Instant now) {
        String time = TIME.format(now);
        String digest = hex(sha256(body));
        SortedMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) -> signed.put(name.toLowerCase(java.util.Locale.ROOT), value));
        signed.put("host", uri.getRawAuthority());
        signed.put("x-amz-content-sha256", digest);
        signed.put("x-amz-date", time);
        String names = String.join(";", signed.keySet());
        String canonical = method + "\n" + uri.getRawPath() + "\n" + query(uri) + "\n"
                + signed.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining())
                + "\n" + names + "\n" + digest;
        String scope = time.substring(0, DATE_LENGTH) + "/" + address.region() + "/s3/aws4_request";
        String toSign = ALGORITHM + "\n" + time + "\n" + scope + "\n" + hex(sha256(utf8(canonical)));
        signed.put(
                "authorization",
                ALGORITHM + " Credential=" + address.accessKey() + "/" + scope + ",SignedHeaders=" + names
                        + ",Signature=" + hex(hmac(key(time.substring(0, DATE_LENGTH)), toSign)));
        signed.remove("host");
        return signed;
    }

    /** A parameter without a value is signed with an empty one. */
    private static String query(URI uri) {
        String query = uri.getRawQuery();
        return query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .map(pair -> pair.indexOf('=') < 0 ? pair + "=" : pair)
                        .sorted()
                        .collect(Collectors.joining("&"));
    }

    private byte[] key(String date) {
        byte[] ofDate = hmac(utf8("AWS4" + address.secretKey()), date);
        return hmac(hmac(hmac(ofDate, address.region()), "s3"), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
