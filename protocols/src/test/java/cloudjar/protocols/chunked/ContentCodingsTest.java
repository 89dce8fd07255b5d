package cloudjar.protocols.chunked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.protocols.text.MalformedValueException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentCodingsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, false, -, false",
                "aws-chunked, true, -, false",
                "'aws-chunked,gzip', true, gzip, true",
                "'gzip, AWS-chunked', true, gzip, true",
                "'custom, gzip', false, 'custom,gzip', true",
                "'Base64, GZIP', false, 'Base64,GZIP', true",
                "'gzip, br', false, 'gzip,br', false"
            })
    void chunksBelongToTheTransferAndTheRestToTheContent(
            String header, boolean chunked, String ofContent, boolean gzipped) {
        ContentCodings codings = ContentCodings.parse(header);
        assertThat(codings.awsChunked()).isEqualTo(chunked);
        assertThat(codings.ofContent()).isEqualTo(ofContent);
        assertThat(codings.gzipped()).isEqualTo(gzipped);
    }

    @Test
    void gzippedContentIsUnfoldedAsItIsRead() throws IOException {
        byte[] zipped = gzip(new byte[1_000_000]);
        try (GunzippedInputStream in = new GunzippedInputStream(new ByteArrayInputStream(zipped))) {
            assertThat(in.readNBytes(2_000_000)).hasSize(1_000_000).containsOnly(0);
        }
    }

    @Test
    void brokenGzipIsAMalformedValue() throws IOException {
        byte[] plain = "Action=PutMetricData".getBytes(StandardCharsets.UTF_8);
        byte[] zipped = gzip(plain);
        for (byte[] broken : new byte[][] {plain, {}, Arrays.copyOf(zipped, zipped.length - 9)}) {
            assertThatThrownBy(() -> new GunzippedInputStream(new ByteArrayInputStream(broken)).readAllBytes())
                    .isInstanceOf(MalformedValueException.class);
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }
}
