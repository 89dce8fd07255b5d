package cloudjar.protocols.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.CommonException;
import cloudjar.protocols.chunked.AwsChunkedInputStream;
import cloudjar.protocols.chunked.ChunkVerifier;
import cloudjar.protocols.chunked.StreamingPayload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Chunked bodies, whole and broken. */
class AwsChunkedFuzz {
    private static final Set<String> CODES = Set.of("IncompleteBody", "InvalidChunkSizeError", "MalformedTrailerError");
    private static final List<String> TRAILERS = List.of("x-amz-checksum-crc32");

    private static final Corpus CORPUS = Corpus.of("chunked");

    @Example
    void whatIsKeptIsReadOrRefused() throws IOException, InterruptedException {
        for (byte[] body : CORPUS.inputs()) {
            for (int length : new int[] {0, 5, 100}) {
                read(body, length);
            }
        }
    }

    @Property(tries = 300)
    void contentInChunksOfAnySizeIsReadBack(
            @ForAll @Size(max = 8) List<@IntRange(min = 8192, max = 40_000) Integer> chunks,
            @ForAll @IntRange(max = 9000) int last,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 50_000) int readLength)
            throws IOException {
        Random random = new Random(seed);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size : chunks) {
            chunk(random, size, content, body);
        }
        if (last > 0) {
            chunk(random, last, content, body);
        }
        body.writeBytes(ascii("0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"));
        AwsChunkedInputStream in = stream(body.toByteArray(), content.size());
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] part = new byte[readLength];
        for (int count = in.read(part); count >= 0; count = in.read(part)) {
            read.write(part, 0, count);
        }
        assertThat(read.toByteArray()).isEqualTo(content.toByteArray());
        assertThat(in.trailer(TRAILERS.getFirst())).isEqualTo("AAAAAA==");
    }

    @Property(tries = 3000)
    void mutatedBodiesAreReadOrRefused(@ForAll @IntRange(max = 20) int size, @ForAll long seed)
            throws IOException, InterruptedException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        chunk(new Random(seed), size + 1, content, body);
        body.writeBytes(ascii("0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"));
        read(Mutations.mutate(body.toByteArray(), seed), content.size());
    }

    @Property(tries = 1000)
    void randomBytesAreReadOrRefused(@ForAll @Size(max = 200) byte[] body, @ForAll @IntRange(max = 100) int length)
            throws IOException, InterruptedException {
        read(body, length);
    }

    private static void read(byte[] body, int length) throws IOException, InterruptedException {
        CORPUS.keeping("of_length_" + length, body, () -> {
            try {
                assertThat(stream(body, length).readAllBytes()).hasSize(length);
            } catch (CommonException refused) {
                assertThat(CODES).contains(refused.code());
            }
        });
    }

    private static AwsChunkedInputStream stream(byte[] body, long length) {
        return new AwsChunkedInputStream(
                new ByteArrayInputStream(body),
                StreamingPayload.UNSIGNED_TRAILER,
                length,
                TRAILERS,
                ChunkVerifier.NONE);
    }

    private static void chunk(Random random, int size, ByteArrayOutputStream content, ByteArrayOutputStream body) {
        byte[] data = new byte[size];
        random.nextBytes(data);
        content.writeBytes(data);
        body.writeBytes(ascii(Integer.toHexString(size) + "\r\n"));
        body.writeBytes(data);
        body.writeBytes(ascii("\r\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
