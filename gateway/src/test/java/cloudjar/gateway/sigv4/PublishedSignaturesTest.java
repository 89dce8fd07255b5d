package cloudjar.gateway.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.gateway.TestCloud;
import cloudjar.gateway.TestRequest;
import cloudjar.gateway.auth.Identity;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.protocols.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The signed requests that AWS prints in S3's reference: "Authenticating requests: using the Authorization header", "… using
 * query parameters" and "Signature calculations … multiple chunks".
 */
class PublishedSignaturesTest {
    private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String HOST = "examplebucket.s3.amazonaws.com";
    private static final String TIME = "20130524T000000Z";
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String HELLO_HASH = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
    private static final String PRESIGNED = "GET /test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
            + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
            + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";

    private TestCloud cloud;

    @BeforeEach
    void atTheTimeOfTheExamples() throws IOException {
        Credentials credentials = new Credentials(true);
        Credential credential =
                new Credential(KEY, SECRET, null, null, true, new Principal.Root("111122223333", Partition.AWS));
        credentials.add((world, key) -> key.equals(KEY) ? credential : null);
        cloud = new TestCloud(new Identity(credentials));
        cloud.clock().freeze();
        cloud.clock().set(Instant.parse("2013-05-24T00:00:00Z"));
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private static TestRequest signed(String line, String hash, String headers, String signature) {
        return TestRequest.of(line)
                .at(HOST)
                .with("Host", HOST)
                .with("x-amz-content-sha256", hash)
                .with("x-amz-date", TIME)
                .with(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + KEY + "/20130524/us-east-1/s3/aws4_request,SignedHeaders="
                                + headers + ",Signature=" + signature);
    }

    private static TestRequest get() {
        return signed(
                        "GET /test.txt",
                        EMPTY,
                        "host;range;x-amz-content-sha256;x-amz-date",
                        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
                .with("Range", "bytes=0-9");
    }

    private static TestRequest put() {
        return signed(
                        "PUT /test$file.text",
                        HELLO_HASH,
                        "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
                .with("Date", "Fri, 24 May 2013 00:00:00 GMT")
                .with("x-amz-storage-class", "REDUCED_REDUNDANCY")
                .body("Welcome to Amazon S3.");
    }

    private String refusal(TestRequest request) {
        HttpResponse answer = cloud.answer(request);
        return answer.status() + " " + text(answer).replaceFirst("(?s).*<Code>(.*)</Code>.*", "$1");
    }

    private static String text(HttpResponse answer) {
        return new String(answer.buffer(), 0, answer.length(), StandardCharsets.UTF_8);
    }

    @Test
    void anObjectIsGot() {
        assertThat(cloud.answer(get()).status()).isEqualTo(200);
    }

    @Test
    void anObjectIsPut() {
        assertThat(cloud.answer(put()).status()).isEqualTo(200);
    }

    @Test
    void aPresignedUrlHoldsForItsDay() {
        assertThat(cloud.answer(TestRequest.of(PRESIGNED).at(HOST).with("Host", HOST))
                        .status())
                .isEqualTo(200);
        cloud.clock().set(Instant.parse("2013-05-25T00:00:01Z"));
        HttpResponse late = cloud.answer(TestRequest.of(PRESIGNED).at(HOST).with("Host", HOST));
        assertThat(late.status()).isEqualTo(403);
        assertThat(text(late))
                .contains("<Message>Request has expired</Message>")
                .contains("<X-Amz-Expires>86400</X-Amz-Expires><Expires>2013-05-25T00:00:00Z</Expires>"
                        + "<ServerTime>2013-05-25T00:00:01Z</ServerTime>");
    }

    @Test
    void chunksAreSignedOneAfterAnother() {
        assertThat(cloud.answer(chunked('a')).status()).isEqualTo(200);
        assertThat(refusal(chunked('b'))).isEqualTo("403 SignatureDoesNotMatch");
    }

    private static TestRequest chunked(char letter) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        chunk(body, letter, 65536, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648");
        chunk(body, letter, 1024, "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497");
        chunk(body, letter, 0, "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");
        return signed(
                        "PUT /examplebucket/chunkObject.txt",
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                        "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                                + "x-amz-decoded-content-length;x-amz-storage-class",
                        "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9")
                .at("s3.amazonaws.com")
                .without("Host")
                .with("Host", "s3.amazonaws.com")
                .with("x-amz-storage-class", "REDUCED_REDUNDANCY")
                .with("Content-Encoding", "aws-chunked")
                .with("x-amz-decoded-content-length", "66560")
                .with("Content-Length", "66824")
                .body(body.toByteArray());
    }

    private static void chunk(ByteArrayOutputStream body, char letter, int size, String signature) {
        body.writeBytes((Integer.toHexString(size) + ";chunk-signature=" + signature + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        byte[] content = new byte[size];
        Arrays.fill(content, (byte) letter);
        body.writeBytes(content);
        body.writeBytes(new byte[] {'\r', '\n'});
    }

    @Test
    void anotherPathQueryHeaderOrMethodIsAnotherSignature() {
        assertThat(refusal(get().with("Range", "bytes=0-8"))).isEqualTo("403 SignatureDoesNotMatch");
        TestRequest other = signed(
                "GET /other.txt",
                EMPTY,
                "host;range;x-amz-content-sha256;x-amz-date",
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
        HttpResponse answer = cloud.answer(other.with("Range", "bytes=0-9"));
        assertThat(text(answer))
                .contains("<SignatureProvided>f0e8bdb8")
                .contains("<StringToSign>AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n")
                .contains("<CanonicalRequest>GET\n/other.txt\n\nhost:" + HOST + "\nrange:bytes=0-9\n");
    }

    @Test
    void otherContentThanWasSignedIsRefused() {
        HttpResponse answer = cloud.answer(put().body("Welcome to Amazon S4."));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer))
                .contains("<Code>XAmzContentSHA256Mismatch</Code>")
                .contains("<ClientComputedContentSHA256>" + HELLO_HASH);
    }

    @Test
    void aHeaderOfAwsThatIsNotSignedIsRefused() {
        HttpResponse answer = cloud.answer(get().with("x-amz-acl", "public-read"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(text(answer))
                .contains("There were headers present in the request which were not signed")
                .contains("<HeadersNotSigned>x-amz-acl</HeadersNotSigned>");
    }

    @Test
    void aQuarterOfAnHourIsTheMostThatClocksMayDiffer() {
        cloud.clock().set(Instant.parse("2013-05-24T00:15:00Z"));
        assertThat(cloud.answer(get()).status()).isEqualTo(200);
        cloud.clock().set(Instant.parse("2013-05-24T00:15:01Z"));
        HttpResponse answer = cloud.answer(get());
        assertThat(answer.header("Date")).isEqualTo("Fri, 24 May 2013 00:15:01 GMT");
        assertThat(text(answer))
                .contains("<Code>RequestTimeTooSkewed</Code>")
                .contains("<RequestTime>20130524T000000Z</RequestTime><ServerTime>2013-05-24T00:15:01Z</ServerTime>"
                        + "<MaxAllowedSkewMilliseconds>900000</MaxAllowedSkewMilliseconds>");
    }

    @Test
    void aKeyThatNobodyHasIsRefused() {
        TestRequest request = TestRequest.of("GET /test.txt")
                .at(HOST)
                .with("x-amz-date", TIME)
                .signedFor("AKIAIOSFODNN7NOBODY0", "us-east-1", "s3");
        assertThat(refusal(request)).isEqualTo("403 InvalidAccessKeyId");
    }

    @Test
    void callsThatNobodySignedAreRefusedWhereTheyMustBeSigned() {
        HttpResponse answer =
                cloud.answer(TestRequest.of("POST /").form("Action=GetCallerIdentity&Version=2011-06-15"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(text(answer))
                .contains("<Code>MissingAuthenticationToken</Code>")
                .contains("<Message>Request is missing Authentication Token</Message>");
    }
}
