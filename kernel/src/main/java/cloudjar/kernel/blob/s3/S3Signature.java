package cloudjar.kernel.blob.s3;

import cloudjar.kernel.sigv4.Sha256;
import cloudjar.kernel.sigv4.SigningKey;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        String digest = Sha256.hex(body);
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
        String date = time.substring(0, DATE_LENGTH);
        byte[] key = SigningKey.derive(address.secretKey(), date, address.region(), "s3");
        String scope = date + "/" + address.region() + "/s3/aws4_request";
        String toSign = ALGORITHM + "\n" + time + "\n" + scope + "\n" + Sha256.hex(canonical);
        signed.put(
                "authorization",
                ALGORITHM + " Credential=" + address.accessKey() + "/" + scope + ",SignedHeaders=" + names
                        + ",Signature=" + HexFormat.of().formatHex(Sha256.mac(key, toSign)));
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
}
