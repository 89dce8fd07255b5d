package cloudjar.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Requests as bytes on the wire, made once and sent many times. */
final class Request {
    private static final String REGION = "us-east-1";

    private final StringBuilder head;

    private Request(String line) {
        this.head = new StringBuilder(line).append(" HTTP/1.1\r\nHost: localhost\r\n");
    }

    static Request of(String method, String target) {
        return new Request(method + " " + target);
    }

    /** A call as SDKs make them to a service whose credential scope has that name. */
    static Request signed(String method, String target, String service) {
        return of(method, target)
                .header("User-Agent", "cloudjar-bench")
                .header("X-Amz-Date", "20260101T000000Z")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/" + REGION + "/" + service
                                + "/aws4_request, SignedHeaders=host;x-amz-date, Signature="
                                + "0000000000000000000000000000000000000000000000000000000000000000");
    }

    /** A call over the query protocol. */
    static byte[] query(String service, String form) {
        return signed("POST", "/", service)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .body(form);
    }

    /** A call over AWS's JSON protocols. */
    static byte[] json(String service, String version, String target, String json) {
        return signed("POST", "/", service)
                .header("Content-Type", "application/x-amz-json-" + version)
                .header("X-Amz-Target", target)
                .body(json);
    }

    Request header(String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    byte[] body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] body(byte[] body) {
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(body);
        return whole.toByteArray();
    }

    byte[] bodiless() {
        return (head + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
