package cloudjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.protocols.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Whatever is sent is answered, and never by a failure of ours. */
class GatewayFuzz {
    private static @Nullable TestCloud cloud;

    @BeforeContainer
    static void open() throws IOException {
        cloud = new TestCloud();
    }

    @AfterContainer
    static void close() {
        shared().close();
    }

    private static TestCloud shared() {
        return java.util.Objects.requireNonNull(cloud);
    }

    @Property(tries = 2000)
    void everythingIsAnswered(@ForAll("requests") TestRequest request) {
        HttpResponse answer = shared().answer(request);
        String text = new String(answer.buffer(), 0, answer.length(), StandardCharsets.UTF_8);
        assertThat(answer.status()).isIn(200, 204, 400, 403, 404, 405, 406, 411, 413, 415, 501);
        assertThat(text).doesNotContain("InternalFailure").doesNotContain("InternalError");
    }

    @Provide
    Arbitrary<TestRequest> requests() {
        Arbitrary<String> odd = Arbitraries.of(
                "", "/", ".", "..", "%", "%zz", "%2F", "=", "&", "?", "+", "\u00e9", "a", "000000000000", "\u0000");
        Arbitrary<String> texts = odd.list().ofMaxSize(6).map(parts -> String.join("", parts));
        Arbitrary<String> methods = Arbitraries.of("GET", "POST", "PUT", "HEAD", "DELETE", "OPTIONS", "PATCH", "X");
        Arbitrary<String> paths = Arbitraries.oneOf(
                texts.map(text -> "/" + text),
                texts.map(text -> "/_cloudjar/worlds/" + text),
                texts.map(text -> "/service/" + text + "/operation/" + text),
                Arbitraries.of("/b/k", "/000000000000/q", "/v20180820/accesspoint", "/b?acl", "/b?delete"));
        Arbitrary<String> queries = Arbitraries.oneOf(
                texts.map(text -> ""),
                texts.map(text -> "?" + text),
                texts.map(text -> "?Action=" + text + "&Version=2011-06-15"),
                texts.map(text -> "?X-Amz-Credential=" + text + "&X-Amz-Signature=0"),
                texts.map(text -> "?AWSAccessKeyId=" + text + "&Signature=" + text));
        Arbitrary<String> hosts = Arbitraries.oneOf(
                Arbitraries.of(
                        "", "localhost", ":", "[", "[::1]:1", ".", "..localhost", "s3.localhost", ".s3.localhost"),
                texts.map(text -> text + ".s3.localhost"),
                texts.map(text -> text + ".us-east-1.amazonaws.com"));
        Arbitrary<String> bodies = Arbitraries.oneOf(
                texts,
                Arbitraries.of(
                        "{", "{}", "[]", "<a>", "Action=GetCallerIdentity", "Action=&Version=", "{\"QueueName\":1}"));
        return Combinators.combine(methods, paths, queries, hosts, bodies, headers())
                .as((method, path, query, host, body, headers) -> {
                    TestRequest request =
                            TestRequest.of(method + " " + path + query).at(host).body(body);
                    headers.forEach(line -> request.with(line[0], line[1]));
                    return request;
                });
    }

    private static Arbitrary<java.util.List<String[]>> headers() {
        return Arbitraries.of(
                        new String[] {
                            "Authorization",
                            "AWS4-HMAC-SHA256 Credential=a/b/c/sqs/aws4_request, SignedHeaders=h, Signature=0"
                        },
                        new String[] {
                            "Authorization",
                            "AWS4-HMAC-SHA256 Credential=a/2/us-east-1/s3/aws4_request, SignedHeaders=h, Signature=0"
                        },
                        new String[] {"Authorization", "AWS4-HMAC-SHA256 Credential=/////, SignedHeaders=, Signature="},
                        new String[] {"Authorization", "AWS4-HMAC-SHA256Credential="},
                        new String[] {"Authorization", "AWS :"},
                        new String[] {"Authorization", "Bearer x"},
                        new String[] {"X-Amz-Target", "AmazonSQS.CreateQueue"},
                        new String[] {"X-Amz-Target", "."},
                        new String[] {"X-Amz-Target", ""},
                        new String[] {"Smithy-Protocol", "rpc-v2-cbor"},
                        new String[] {"Content-Type", "application/x-www-form-urlencoded"},
                        new String[] {"Content-Type", "application/x-amz-json-1.0"},
                        new String[] {"Content-Type", "application/x-amz-cbor-1.1"},
                        new String[] {"Content-Encoding", "gzip"},
                        new String[] {"Content-Encoding", "aws-chunked"},
                        new String[] {"x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"},
                        new String[] {"x-amz-decoded-content-length", "5"},
                        new String[] {"x-amz-decoded-content-length", "-5"},
                        new String[] {"x-amz-checksum-crc32", "x"},
                        new String[] {"x-amz-copy-source", "%"},
                        new String[] {"Origin", "http://localhost"},
                        new String[] {"Origin", "://:"},
                        new String[] {"Access-Control-Request-Method", "GET"})
                .list()
                .ofMaxSize(4);
    }
}
