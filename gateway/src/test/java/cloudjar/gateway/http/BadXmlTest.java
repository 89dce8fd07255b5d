package cloudjar.gateway.http;

import static cloudjar.gateway.http.BadInput.request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad requests of S3, on the wire: documents, uploads in chunks, checksums, and what stands in the target. */
class BadXmlTest {
    private static final String SIGNED = BadInput.signedFor("s3");
    private static final String CHUNKED =
            SIGNED + "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\nContent-Encoding: aws-chunked\r\n";

    private static BadInput front;

    @BeforeAll
    static void open() throws IOException {
        front = new BadInput();
    }

    @AfterAll
    static void close() throws IOException {
        front.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Tagging>",
                "<Tagging><TagSet></Tagging>",
                "x",
                "{}",
                "<Tagging/><Tagging/>",
                "<Tagging>&nope;</Tagging>",
                "<!DOCTYPE t [<!ENTITY a 'b'>]><Tagging>&a;</Tagging>",
                "<!DOCTYPE t SYSTEM 'file:///etc/passwd'><Tagging/>",
                "<Tagging><TagSet><Tag><Key>k</Key></Tag></TagSet></Tagging>"
            })
    void whatIsNoDocumentOfTheOperationIsMalformed(String document) throws IOException {
        front.assertRefused(request("PUT /b?tagging", SIGNED, document), 400, "MalformedXML");
    }

    @Test
    void nestingWithoutEndIsRefused() throws IOException {
        front.assertRefused(request("PUT /b?tagging", SIGNED, "<a>".repeat(100_000)), 400, "MalformedXML");
    }

    @Test
    void noDocumentIsNoDocument() throws IOException {
        front.assertRefused(request("PUT /b?tagging", SIGNED, ""), 400, "MissingRequestBodyError");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /b?max-keys=many, 400, InvalidArgument",
        "GET /b/%zz, 400, BadRequest",
        "GET /b?prefix=%, 400, InvalidArgument",
        "POST /, 405, MethodNotAllowed",
        "PATCH /b/k, 405, MethodNotAllowed"
    })
    void targetsThatMeanNothingAreRefused(String line, int status, String code) throws IOException {
        front.assertRefused(request(line, SIGNED, ""), status, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "zz\r\nhello\r\n0\r\n\r\n",
                "5\r\nhel",
                "5\r\nhello\r\n",
                "6\r\nhello!\r\n0\r\n\r\n",
                "4\r\nhell\r\n0\r\n\r\n",
                "ffffffffffffffff\r\nhello"
            })
    void brokenChunksAreAnIncompleteBody(String body) throws IOException {
        String headers = CHUNKED + "x-amz-decoded-content-length: 5\r\n";
        front.assertRefused(request("PUT /b/k", headers, body), 400, "IncompleteBody");
    }

    @Test
    void aTrailerThatWasNotAnnouncedIsMalformed() throws IOException {
        String headers = CHUNKED + "x-amz-decoded-content-length: 5\r\n";
        front.assertRefused(
                request("PUT /b/k", headers, "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"),
                400,
                "MalformedTrailerError");
    }

    @Test
    void signedChunksWithoutSignatureAreRefused() throws IOException {
        String headers = SIGNED + "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD\r\n"
                + "x-amz-decoded-content-length: 5\r\n";
        front.assertRefused(request("PUT /b/k", headers, "5\r\nhello\r\n0\r\n\r\n"), 400, "IncompleteBody");
    }

    @Test
    void chunksMustSayHowLongTheirContentIs() throws IOException {
        front.assertRefused(request("PUT /b/k", CHUNKED, "0\r\n\r\n"), 411, "MissingContentLength");
        front.assertRefused(
                request("PUT /b/k", CHUNKED + "x-amz-decoded-content-length: -1\r\n", "0\r\n\r\n"),
                411,
                "MissingContentLength");
    }

    @ParameterizedTest
    @CsvSource({
        "AAAAAA==, BadDigest",
        "AAAA, InvalidRequest",
        "?, InvalidRequest",
    })
    void aTrailerThatDoesNotFitIsRefused(String checksum, String code) throws IOException {
        String headers = CHUNKED + "x-amz-decoded-content-length: 5\r\nx-amz-trailer: x-amz-checksum-crc32\r\n";
        front.assertRefused(
                request("PUT /b/k", headers, "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:" + checksum + "\r\n\r\n"),
                400,
                code);
    }

    @Test
    void anUploadThatEndsEarlyIsIncomplete() throws IOException {
        byte[] head = ("PUT /b/k HTTP/1.1\r\nHost: localhost\r\n" + SIGNED + "Content-Length: 100\r\n\r\nhello")
                .getBytes(StandardCharsets.US_ASCII);
        front.assertCutOff(head, 400, "IncompleteBody");
    }
}
