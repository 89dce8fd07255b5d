package cloudjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.protocols.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What S3's front does with requests before its service sees them. */
class S3FrontTest {
    private static TestCloud cloud;

    @BeforeAll
    static void open() throws IOException {
        cloud = new TestCloud();
    }

    @AfterAll
    static void close() {
        cloud.close();
    }

    private static String text(HttpResponse response) {
        return new String(response.buffer(), 0, response.length(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /b?max-keys=, ListObjects",
        "GET /b?list-type=2&max-keys=, ListObjectsV2",
        "GET /b/, ListObjects",
        "GET /b, ListObjects",
        "GET /, ListBuckets",
        "HEAD /b/, HeadBucket",
        "PUT /b/, CreateBucket"
    })
    void emptyNumbersAndSlashesAtTheEndSayNothing(String line, String operation) {
        HttpResponse answer = cloud.answer(TestRequest.of(line).signedFor("s3"));
        assertThat(answer.status()).isEqualTo(501);
        assertThat(line.startsWith("HEAD") ? operation : text(answer)).contains(operation);
    }

    @Test
    void aNumberThatIsNoneIsAnInvalidArgument() {
        HttpResponse answer =
                cloud.answer(TestRequest.of("GET /b?max-keys=many").signedFor("s3"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer)).contains("<Code>InvalidArgument</Code>");
    }

    @Test
    void answersSayWhoseTheyAreAndMetadataIsMailSafe() {
        HttpResponse answer = cloud.answer(TestRequest.of("GET /b/k").signedFor("s3"));
        assertThat(answer.header("Server")).isEqualTo("AmazonS3");
        assertThat(answer.header("x-amz-meta-word")).isEqualTo("=?UTF-8?B?w6k=?=");
        assertThat(cloud.answer(TestRequest.of("GET /b?max-keys=x")).header("Server"))
                .isEqualTo("AmazonS3");
    }

    @Test
    void aCallThatSaysNothingOfItselfIsNotTakenForS3s() {
        HttpResponse call = cloud.answer(TestRequest.of("POST /")
                .with("Content-Type", "application/x-amz-json-1.0")
                .body("{}"));
        assertThat(call.status()).isEqualTo(403);
        assertThat(text(call)).contains("Missing Authentication Token");
        HttpResponse upload = cloud.answer(TestRequest.of("PUT /b/k.json")
                .with("Content-Type", "application/json")
                .body("{}"));
        assertThat(upload.status()).isEqualTo(200);
    }
}
