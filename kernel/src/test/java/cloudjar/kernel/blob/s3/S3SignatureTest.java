package cloudjar.kernel.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of AWS's page "Signature Calculations for the Authorization Header" of Amazon S3. */
class S3SignatureTest {
    private static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");
    private static final byte[] NOTHING = new byte[0];

    private final S3Signature signature = new S3Signature(
            S3Address.parse("s3://AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI%2FK7MDENG%2FbPxRfiCYEXAMPLEKEY@examplebucket"));

    private String sign(String method, String path, Map<String, String> headers, byte[] body) {
        URI uri = URI.create("https://examplebucket.s3.amazonaws.com" + path);
        String authorization =
                String.valueOf(signature.sign(method, uri, headers, body, TIME).get("authorization"));
        return authorization.substring(authorization.lastIndexOf('=') + 1);
    }

    @Test
    void partOfAnObjectIsAskedForAsInTheExample() {
        assertThat(sign("GET", "/test.txt", Map.of("Range", "bytes=0-9"), NOTHING))
                .isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void anObjectIsSentAsInTheExample() {
        Map<String, String> headers =
                Map.of("Date", "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class", "REDUCED_REDUNDANCY");
        assertThat(sign(
                        "PUT",
                        "/test%24file.text",
                        headers,
                        "Welcome to Amazon S3.".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @Test
    void parametersAreSignedAsInTheExamples() {
        assertThat(sign("GET", "/?lifecycle", Map.of(), NOTHING))
                .isEqualTo("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
        assertThat(sign("GET", "/?max-keys=2&prefix=J", Map.of(), NOTHING))
                .isEqualTo("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    @Test
    void anAddressNamesBucketPrefixRegionAndEndpoint() {
        assertThat(S3Address.parse("s3://k:s@b/a/c?region=eu-west-1&endpoint=http%3A%2F%2Fstore%3A9000%2F"))
                .isEqualTo(new S3Address(URI.create("http://store:9000"), "eu-west-1", "b", "a/c/", "k", "s"));
        assertThat(S3Address.parse("s3://k:s@b").endpoint()).hasToString("https://s3.us-east-1.amazonaws.com");
        assertThat(S3Address.parse("s3://k:hidden@b")).asString().doesNotContain("hidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://k:hidden@b",
                "s3://b",
                "s3://k@b",
                "s3://k:hidden@b?endpoint=ftp%3A%2F%2Fx",
                "s3://k:hidden@b?endpoint=http%3A%2F%2Fx%2Fy",
                "s3://k:hidden@b?x=1",
                "s3://k:hid den@b"
            })
    void otherAddressesAreRefusedWithoutRepeatingTheSecret(String text) {
        assertThatThrownBy(() -> S3Address.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("takes ")
                .hasMessageNotContaining("hidden");
    }
}
