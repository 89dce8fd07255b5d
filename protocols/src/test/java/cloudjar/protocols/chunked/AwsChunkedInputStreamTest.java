package cloudjar.protocols.chunked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.shape.CommonException;
import cloudjar.protocols.checksums.ChecksumInputStream;
import cloudjar.protocols.checksums.ExpectedChecksum;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsChunkedInputStreamTest {
    private static final String SEED = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
    private static final List<String> SIGNATURES = List.of(
            "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
            "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
            "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");
    private static final String TRAILER_SEED = "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e";
    private static final List<String> TRAILER_SIGNATURES = List.of(
            "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
            "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
            "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992");
    private static final String TRAILER = """
            x-amz-checksum-crc32c:sOO8/Q==\r
            x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r
            """;
    private static final int LENGTH = 66_560;
    private static final List<String> CRC32C = List.of("x-amz-checksum-crc32c");

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000, 65_536, 100_000})
    void documentedUploadIsDecodedAndEachSignatureVerified(int readLength) throws IOException {
        byte[] body = documented(SIGNATURES, "\r\n");
        assertThat(body).as("the documented Content-Length").hasSize(66_824);
        DocumentedSignatures signatures = new DocumentedSignatures(SEED);
        InputStream in = new AwsChunkedInputStream(
                new ByteArrayInputStream(body), StreamingPayload.SIGNED, LENGTH, List.of(), signatures);
        assertThat(read(in, readLength)).isEqualTo(content(LENGTH));
        assertThat(signatures.verified()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n"})
    void documentedUploadWithTrailerIsDecodedAndEachSignatureVerified(String end) throws IOException {
        byte[] body = documented(TRAILER_SIGNATURES, TRAILER + end);
        DocumentedSignatures signatures = new DocumentedSignatures(TRAILER_SEED);
        AwsChunkedInputStream chunked = new AwsChunkedInputStream(
                new ByteArrayInputStream(body), StreamingPayload.SIGNED_TRAILER, LENGTH, CRC32C, signatures);
        ChecksumInputStream in = new ChecksumInputStream(
                chunked,
                List.of(ExpectedChecksum.ofTrailer(
                        ChecksumAlgorithm.CRC32C, () -> chunked.trailer(CRC32C.getFirst()))));
        assertThat(in.readAllBytes()).isEqualTo(content(LENGTH));
        assertThat(signatures.verified()).isEqualTo(4);
        assertThat(Base64.getEncoder().encodeToString(in.digest(ChecksumAlgorithm.CRC32C)))
                .isEqualTo("sOO8/Q==");
        assertThat(chunked.trailers()).containsExactly(Map.entry(CRC32C.getFirst(), "sOO8/Q=="));
    }

    @Test
    void lastByteIsHandedOutOnlyAfterTheTrailerWasRead() throws IOException {
        AwsChunkedInputStream in = unsigned("5\r\nhello\r\n0\r\nx-amz-checksum-crc32c:sOO8/Q==\r\n\r\n", 5);
        assertThat(in.readNBytes(5)).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        assertThat(in.trailer("x-amz-checksum-crc32c")).isEqualTo("sOO8/Q==");
    }

    @Test
    void trailerThatDoesNotFitTheContentIsABadDigest() {
        AwsChunkedInputStream chunked = unsigned("5\r\nhello\r\n0\r\nx-amz-checksum-crc32c:sOO8/Q==\r\n\r\n", 5);
        ChecksumInputStream in = new ChecksumInputStream(
                chunked,
                List.of(ExpectedChecksum.ofTrailer(
                        ChecksumAlgorithm.CRC32C, () -> chunked.trailer(CRC32C.getFirst()))));
        assertRefused(in, "BadDigest");
    }

    @Test
    void emptyContentIsOneClosingChunk() throws IOException {
        AwsChunkedInputStream in = unsigned("0\r\nX-Amz-Checksum-Crc32c: AAAAAA==\r\n\r\n", 0);
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.trailer("x-amz-checksum-crc32c")).isEqualTo("AAAAAA==");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "5\r\n",
                "5\r\nhel",
                "5\r\nhello",
                "5\r\nhello\r\n",
                "5\nhello\r\n0\r\n\r\n",
                "5\r\nhelloX\r\n0\r\n\r\n",
                "\r\n",
                "-5\r\nhello\r\n",
                "0x5\r\nhello\r\n",
                "g\r\nhello\r\n",
                "fffffffffffffffff\r\nhello\r\n",
                "6\r\nhello!\r\n0\r\n\r\n",
                "4\r\nhell\r\n0\r\n\r\n",
                "5;other=1\r\nhello\r\n0\r\n\r\n",
                "0\r\n\r\n"
            })
    void brokenFramingIsAnIncompleteBody(String body) {
        assertRefused(unsigned(body, 5), "IncompleteBody");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "x-amz-checksum-crc32c\r\n\r\n",
                ":x\r\n\r\n",
                "x-amz-checksum-sha1:AAAA\r\n\r\n",
                "x-amz-checksum-crc32c:a\r\nx-amz-checksum-crc32c:b\r\n\r\n",
                "x-amz-checksum-crc32c:a\r\n\r\nmore"
            })
    void brokenTrailerIsAMalformedTrailer(String trailer) {
        assertRefused(unsigned("5\r\nhello\r\n0\r\n" + trailer, 5), "MalformedTrailerError");
    }

    @Test
    void trailerWithoutItsSignatureIsMalformed() {
        byte[] body = documented(TRAILER_SIGNATURES, "x-amz-checksum-crc32c:sOO8/Q==\r\n\r\n");
        assertRefused(
                new AwsChunkedInputStream(
                        new ByteArrayInputStream(body),
                        StreamingPayload.SIGNED_TRAILER,
                        LENGTH,
                        CRC32C,
                        ChunkVerifier.NONE),
                "MalformedTrailerError");
    }

    @Test
    void smallChunkBeforeTheLastIsAnInvalidChunkSize() {
        AwsChunkedInputStream in = unsigned("5\r\nhello\r\n5\r\nworld\r\n0\r\n\r\n", 10);
        assertThatThrownBy(in::readAllBytes)
                .isInstanceOf(CommonException.class)
                .hasMessage("Only the last chunk is allowed to have a size less than 8192 bytes")
                .extracting(e -> ((CommonException) e).status())
                .isEqualTo(403);
    }

    @Test
    void signedBodyWithoutSignaturesIsIncomplete() {
        byte[] body = "5\r\nhello\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        assertRefused(
                new AwsChunkedInputStream(
                        new ByteArrayInputStream(body), StreamingPayload.SIGNED, 5, List.of(), ChunkVerifier.NONE),
                "IncompleteBody");
    }

    @Test
    void endlessLineIsRefused() {
        assertRefused(unsigned("5;" + "x".repeat(100_000), 5), "IncompleteBody");
    }

    @Test
    void endlessTrailersAreRefused() {
        assertRefused(unsigned("0\r\n" + "a:b\r\n".repeat(100_000), 0), "MalformedTrailerError");
    }

    @Test
    void payloadIsFoundByItsToken() {
        assertThat(StreamingPayload.of("STREAMING-UNSIGNED-PAYLOAD-TRAILER"))
                .isEqualTo(StreamingPayload.UNSIGNED_TRAILER);
        assertThat(StreamingPayload.of("UNSIGNED-PAYLOAD")).isNull();
        assertThat(StreamingPayload.of(null)).isNull();
    }

    private static void assertRefused(InputStream in, String code) {
        assertThatThrownBy(in::readAllBytes)
                .isInstanceOf(CommonException.class)
                .extracting(e -> ((CommonException) e).code())
                .isEqualTo(code);
    }

    private static AwsChunkedInputStream unsigned(String body, long length) {
        return new AwsChunkedInputStream(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                StreamingPayload.UNSIGNED_TRAILER,
                length,
                CRC32C,
                ChunkVerifier.NONE);
    }

    private static byte[] documented(List<String> signatures, String end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii("10000;chunk-signature=" + signatures.get(0) + "\r\n"));
        out.writeBytes(content(65_536));
        out.writeBytes(ascii("\r\n400;chunk-signature=" + signatures.get(1) + "\r\n"));
        out.writeBytes(content(1024));
        out.writeBytes(ascii("\r\n0;chunk-signature=" + signatures.get(2) + "\r\n" + end));
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        Arrays.fill(content, (byte) 'a');
        return content;
    }

    private static byte[] read(InputStream in, int readLength) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] part = new byte[readLength];
        for (int count = in.read(part); count >= 0; count = in.read(part)) {
            out.write(part, 0, count);
        }
        return out.toByteArray();
    }
}
