package cloudjar.services.sns;

import cloudjar.kernel.json.Json;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Checks messages as their receivers do (sns-verify-signature-of-message). */
final class Signatures {
    private static final List<String> SIGNED =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");

    private Signatures() {}

    static boolean isGood(String envelope) throws Exception {
        Map<String, Object> members = Json.object(envelope).orElseThrow();
        StringBuilder text = new StringBuilder();
        for (String name : SIGNED) {
            String value = Json.string(members, name);
            if (value != null) {
                text.append(name).append('\n').append(value).append('\n');
            }
        }
        boolean sha256 = "2".equals(members.get("SignatureVersion"));
        Signature signature = Signature.getInstance(sha256 ? "SHA256withRSA" : "SHA1withRSA");
        signature.initVerify(certificate(String.valueOf(members.get("SigningCertURL"))));
        signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return signature.verify(Base64.getDecoder().decode(String.valueOf(members.get("Signature"))));
    }

    private static Certificate certificate(String url) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            byte[] pem = client.send(
                            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
        }
    }
}
