package cloudjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.gateway.audit.AuditRecord;
import cloudjar.gateway.audit.OperationMetrics;
import cloudjar.gateway.content.CallerBodyException;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chain from a request to its answer, without sockets. */
class GatewayTest {
    private static final String WHO = "Action=GetCallerIdentity&Version=2011-06-15";

    private TestCloud cloud;

    @BeforeEach
    void open() throws IOException {
        cloud = new TestCloud();
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private HttpResponse answer(TestRequest request) {
        return cloud.answer(request);
    }

    private static String text(HttpResponse response) {
        return new String(response.buffer(), 0, response.length(), StandardCharsets.UTF_8);
    }

    private static TestRequest createQueue(String name) {
        return TestRequest.of("POST /")
                .signedFor("sqs")
                .json("AmazonSQS.CreateQueue", "{\"QueueName\":\"" + name + "\"}");
    }

    @Test
    void accountAndRegionComeFromTheSignature() {
        HttpResponse answer = answer(TestRequest.of("POST /").form(WHO).signedFor("123456789012", "eu-west-1", "sts"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(answer))
                .contains("<Account>123456789012</Account>")
                .contains("<Arn>arn:aws:iam::123456789012:root</Arn>")
                .contains("<UserId>eu-west-1 default http://localhost:4566 0</UserId>");
    }

    @Test
    void otherKeysStandForTheDefaultAccount() {
        HttpResponse answer = answer(TestRequest.of("POST /").form(WHO).signedFor("AKIAX", "eu-west-1", "sts"));
        assertThat(text(answer)).contains("<Account>000000000000</Account>");
    }

    @Test
    void unsignedCallsAreAnonymousAndTheirRegionComesFromTheHost() {
        HttpResponse answer =
                answer(TestRequest.of("POST /").form(WHO).at("sts.ap-south-1.localhost.localstack.cloud:4566"));
        assertThat(text(answer)).contains("<Arn>anonymous</Arn>").contains("<UserId>ap-south-1 default");
        assertThat(text(answer(TestRequest.of("POST /").form(WHO)))).contains("<UserId>us-east-1 default");
    }

    @Test
    void thePathChoosesTheWorld() {
        cloud.worlds.create("test-42");
        for (String path : List.of("/_cloudjar/worlds/test-42", "/_cloudjar/worlds/test-42/")) {
            HttpResponse answer =
                    answer(TestRequest.of("POST " + path).form(WHO).signedFor("sts"));
            assertThat(text(answer)).contains("us-east-1 test-42 http://localhost:4566/_cloudjar/worlds/test-42 0");
        }
    }

    @Test
    void aWorldThatIsNoneIsAnErrorInTheCallersProtocol() {
        HttpResponse answer =
                answer(TestRequest.of("POST /_cloudjar/worlds/none/").form(WHO).signedFor("sts"));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(text(answer)).contains("<Code>NoSuchWorld</Code>").contains("<RequestId>");
    }

    @Test
    void oneServiceAnswersInEachOfItsProtocols() {
        assertThat(text(answer(createQueue("q")))).isEqualTo("{\"QueueUrl\":\"http://localhost:4566/000000000000/q\"}");
        HttpResponse query = answer(
                TestRequest.of("POST /").signedFor("sqs").form("Action=CreateQueue&Version=2012-11-05&QueueName=q"));
        assertThat(text(query)).contains("<QueueUrl>http://localhost:4566/000000000000/q</QueueUrl>");
    }

    @Test
    void aBucketInTheHostNameStandsInThePathForTheService() throws IOException {
        HttpResponse answer = answer(TestRequest.of("GET /a/b%20c").at("my.bucket.s3.localhost:4566"));
        assertThat(answer.status()).isEqualTo(200);
        try (var in = java.util.Objects.requireNonNull(answer.body()).open()) {
            assertThat(in.readAllBytes()).asString().isEqualTo("my.bucket a/b c");
        }
    }

    @Test
    void chunksAndTrailersAreUndoneBeforeTheServiceReads() {
        String body = "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n";
        HttpResponse answer = answer(TestRequest.of("PUT /bucket/key")
                .signedFor("s3")
                .with("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
                .with("Content-Encoding", "aws-chunked")
                .with("x-amz-decoded-content-length", "5")
                .with("x-amz-trailer", "x-amz-checksum-crc32")
                .body(body));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"5\"");
    }

    @Test
    void contentThatDiffersFromItsTrailerIsRefused() {
        HttpResponse answer = answer(TestRequest.of("PUT /bucket/key")
                .signedFor("s3")
                .with("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
                .with("Content-Encoding", "aws-chunked")
                .with("x-amz-decoded-content-length", "5")
                .with("x-amz-trailer", "x-amz-checksum-crc32")
                .body("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer))
                .contains("<Code>BadDigest</Code>")
                .contains("The CRC32 you specified did not match the calculated checksum.");
    }

    @Test
    void aDocumentThatDiffersFromItsMd5IsRefusedWithBoth() {
        HttpResponse answer = answer(tagging("CYketZBSTjX8czcs3cXVlg=="));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer))
                .contains("<Code>BadDigest</Code>")
                .contains("<ExpectedDigest>CYketZBSTjX8czcs3cXVlg==</ExpectedDigest><CalculatedDigest>");
        assertThat(text(answer(tagging("000"))))
                .contains("<Code>InvalidDigest</Code>")
                .contains("<Content-MD5>000</Content-MD5>");
    }

    private static TestRequest tagging(String md5) {
        return TestRequest.of("PUT /bucket?tagging")
                .signedFor("s3")
                .with("Content-MD5", md5)
                .body("<Tagging/>");
    }

    @Test
    void gzipIsUndoneWhereItIsACodingOfTheRequest() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write("{\"QueueName\":\"zipped\"}".getBytes(StandardCharsets.UTF_8));
        }
        TestRequest request = createQueue("").with("Content-Encoding", "gzip");
        assertThat(text(answer(request.body(zipped.toByteArray())))).contains("/zipped");
        assertThat(answer(request.body("no gzip")).status()).isEqualTo(400);
    }

    @Test
    void anInternalFailureTellsTheCallerNothing() {
        HttpResponse answer = answer(createQueue("broken"));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(text(answer)).contains("InternalFailure").doesNotContain("secret");
    }

    @Test
    void whatCannotBeReadIsTheCallersFault() {
        assertThat(answer(createQueue("x").body("{\"QueueName\":")).status()).isEqualTo(400);
        IOException gone = new CallerBodyException(CallerBodyException.Failure.BROKEN, new EOFException());
        HttpResponse broken = answer(createQueue("x").failing(gone));
        assertThat(broken.status()).isEqualTo(400);
        assertThat(text(broken)).contains("IncompleteBody");
        IOException slow = new CallerBodyException(CallerBodyException.Failure.SLOW, new EOFException());
        assertThat(text(answer(createQueue("x").failing(slow)))).contains("RequestTimeout");
    }

    @Test
    void whatIsNotThereHasThreeAnswersInTheCallersProtocol() {
        HttpResponse service = answer(TestRequest.of("POST /").json("Nobody.DoIt", "{}"));
        assertThat(service.status()).isEqualTo(404);
        assertThat(text(service)).contains("UnknownService").contains("Nobody");
        HttpResponse operation = answer(TestRequest.of("POST /").json("AmazonSQS.DoIt", "{}"));
        assertThat(operation.status()).isEqualTo(400);
        assertThat(text(operation)).contains("UnknownOperationException").contains("DoIt");
        HttpResponse implementation = answer(TestRequest.of("POST /").json("AmazonSQS.ListQueues", "{}"));
        assertThat(implementation.status()).isEqualTo(501);
        assertThat(text(implementation)).contains("NotImplemented").contains("ListQueues");
        HttpResponse unserved = answer(TestRequest.of("POST /").json("TrentService.ListKeys", "{}"));
        assertThat(unserved.status()).isEqualTo(501);
        assertThat(text(unserved))
                .contains("NotImplemented")
                .contains("ListKeys")
                .contains("KMS");
        HttpResponse action = answer(TestRequest.of("POST /").form("Action=Nothing&Version=2011-06-15"));
        assertThat(text(action))
                .contains("<Code>InvalidAction</Code>")
                .contains("Could not find operation Nothing for version 2011-06-15");
        HttpResponse xml = answer(TestRequest.of("PATCH /bucket/key").signedFor("s3"));
        assertThat(xml.status()).isEqualTo(405);
        assertThat(text(xml)).contains("<Error><Code>MethodNotAllowed</Code>");
    }

    @Test
    void aSignatureThatIsNoneIsRefusedInTheCallersProtocol() {
        HttpResponse incomplete = answer(TestRequest.of("POST /")
                .form(WHO)
                .with("Authorization", "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/sts/aws4_request"));
        assertThat(incomplete.status()).isEqualTo(403);
        assertThat(text(incomplete))
                .contains("<Code>IncompleteSignature</Code>")
                .contains("Authorization header requires 'Signature' parameter. "
                        + "Authorization header requires 'SignedHeaders' parameter.");
        HttpResponse malformed = answer(TestRequest.of("GET /bucket/key")
                .with("Authorization", "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0"));
        assertThat(text(malformed)).contains("<Code>AuthorizationHeaderMalformed</Code>");
    }

    @Test
    void anInputThatBreaksItsModelIsRefusedInTheServicesWords() {
        HttpResponse answer = answer(TestRequest.of("POST /").form("Action=GetAccessKeyInfo&Version=2011-06-15"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer))
                .contains("<Code>ValidationError</Code>")
                .contains("1 validation error detected: Value null at 'accessKeyId' failed to satisfy constraint:");
    }

    @Test
    void servicesWithWordsOfTheirOwnAreAskedOnlyForWhatIsRequired() {
        HttpResponse json = answer(TestRequest.of("POST /").json("AmazonSQS.CreateQueue", "{}"));
        assertThat(json.status()).isEqualTo(400);
        assertThat(text(json))
                .contains("MissingRequiredParameterException")
                .contains("The request must contain the parameter QueueName.");
        HttpResponse query = answer(TestRequest.of("POST /").form("Action=CreateQueue&Version=2012-11-05"));
        assertThat(text(query)).contains("<Code>MissingParameter</Code>");
        HttpResponse entry = answer(TestRequest.of("POST /")
                .json("AmazonSQS.DeleteMessageBatch", "{\"QueueUrl\":\"q\",\"Entries\":[{\"Id\":\"a\"}]}"));
        assertThat(text(entry)).contains("DeleteMessageBatchRequestEntry.1.ReceiptHandle.");
        HttpResponse body = answer(TestRequest.of("POST /bucket?delete"));
        assertThat(text(body)).contains("<Code>MissingRequestBodyError</Code>");
        HttpResponse document = answer(TestRequest.of("POST /bucket?delete").body("<Delete><Object/></Delete>"));
        assertThat(text(document)).contains("<Code>MalformedXML</Code>");
    }

    @Test
    void theChainIsTheListInArchitecture() throws IOException {
        String page = Files.readString(Path.of("..", "ARCHITECTURE.md"));
        int start = page.indexOf("| # | step |");
        List<String> written = page.substring(start, page.indexOf("\n\n", start))
                .lines()
                .skip(2)
                .map(line -> line.split("\\|")[2].strip())
                .filter(step -> !step.equals("faults, throttles"))
                .toList();
        assertThat(cloud.gateway().steps()).isEqualTo(written);
    }

    @Test
    void servicesCallEachOtherOneDeeper() {
        assertThat(text(answer(createQueue("identity")))).contains("us-east-1 default http://localhost:4566 1");
        List<AuditRecord> calls = cloud.gateway().audit().recent(10);
        assertThat(calls).extracting(AuditRecord::operation).containsExactly("CreateQueue", "GetCallerIdentity");
        assertThat(calls).extracting(AuditRecord::depth).containsExactly(0, 1);
    }

    @Test
    void servicesThatCallEachOtherWithoutEndAreStopped() {
        HttpResponse answer = answer(createQueue("endless"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer)).contains("CallDepthExceeded");
    }

    @Test
    void aCalledServicesErrorIsTheCallersToHandle() {
        HttpResponse answer = answer(createQueue("unserved"));
        assertThat(answer.status()).isEqualTo(501);
        assertThat(text(answer)).contains("GetQueueUrl");
    }

    @Test
    void everyCallIsAudited() {
        answer(TestRequest.of("POST /").form(WHO).signedFor("123456789012", "eu-west-1", "sts"));
        answer(createQueue("broken"));
        answer(TestRequest.of("POST /?x=y").json("AmazonSQS.Nothing", "{}"));
        List<AuditRecord> calls = cloud.gateway().audit().recent(10);
        assertThat(calls).hasSize(3);
        AuditRecord first = calls.getLast();
        assertThat(first.service()).isEqualTo("sts");
        assertThat(first.operation()).isEqualTo("GetCallerIdentity");
        assertThat(first.account()).isEqualTo("123456789012");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.errorCode()).isNull();
        assertThat(calls.get(1).errorCode()).isEqualTo("InternalFailure");
        assertThat(calls.get(0).errorCode()).isEqualTo("UnknownOperationException");
        assertThat(calls.get(0).service()).isEqualTo("sqs");
        assertThat(calls.get(0).target()).isEqualTo("/?x=y");
        assertThat(cloud.gateway().audit().recent(1)).containsExactly(calls.getFirst());
        OperationMetrics metrics = cloud.gateway().audit().metrics().getLast();
        assertThat(metrics.operation()).isEqualTo("GetCallerIdentity");
        assertThat(metrics.count()).isEqualTo(1);
        assertThat(metrics.countByStatus()).containsEntry(200, 1L);
        assertThat(cloud.gateway().audit().inFlight()).isZero();
    }

    @Test
    void sideDoorsAnswerBeforeServicesAreLookedFor() throws IOException {
        SideDoor door = new SideDoor() {
            @Override
            public boolean claims(String rawPath) {
                return rawPath.startsWith("/_cloudjar/");
            }

            @Override
            public HttpResponse answer(HttpRequest request, Visitor visitor) throws IOException {
                if (request.rawPath().endsWith("fail")) {
                    throw new IllegalStateException("a secret of the house");
                }
                return new HttpResponse(200)
                        .content((request.rawPath() + " " + visitor.world() + " " + visitor.authority())
                                .getBytes(StandardCharsets.UTF_8));
            }
        };
        try (TestCloud doored = new TestCloud(List.of(door))) {
            assertThat(text(doored.answer(
                            TestRequest.of("GET /_cloudjar/health").at("evil.example"))))
                    .isEqualTo("/_cloudjar/health default evil.example");
            assertThat(text(doored.answer(TestRequest.of("POST /_cloudjar/worlds/w/_cloudjar/reset"))))
                    .isEqualTo("/_cloudjar/reset w localhost:4566");
            assertThat(text(doored.answer(TestRequest.of("DELETE /_cloudjar/worlds/w"))))
                    .isEqualTo("/_cloudjar/worlds/w default localhost:4566");
            HttpResponse failed = doored.answer(TestRequest.of("GET /_cloudjar/fail"));
            assertThat(failed.status()).isEqualTo(500);
            assertThat(text(failed)).isEmpty();
        }
    }

    @Test
    void pagesOfThisMachineMayCallAndOthersMayNot() {
        TestRequest local = createQueue("q").with("Origin", "http://localhost:3000");
        assertThat(answer(local).header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
        TestRequest foreign = createQueue("q").with("Origin", "https://evil.example");
        assertThat(answer(foreign).header("Access-Control-Allow-Origin")).isNull();
        HttpResponse preflight = answer(TestRequest.of("OPTIONS /")
                .with("Origin", "http://app.localhost:3000")
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "x-amz-target"));
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Headers")).isEqualTo("x-amz-target");
    }
}
