package cloudjar.protocols.checksums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.checksum.RunningChecksum;
import cloudjar.kernel.shape.CommonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksumTest {
    private static final byte[] CHECK = "123456789".getBytes(StandardCharsets.US_ASCII);

    @Test
    void algorithmIsFoundByItsHeaderInAnyCase() {
        assertThat(ChecksumAlgorithm.ofHeader("X-Amz-Checksum-CRC64NVME")).isEqualTo(ChecksumAlgorithm.CRC64NVME);
        assertThat(ChecksumAlgorithm.ofHeader("Content-MD5")).isEqualTo(ChecksumAlgorithm.MD5);
        assertThat(ChecksumAlgorithm.ofHeader("x-amz-checksum-type")).isNull();
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void contentWithItsOwnChecksumIsReadToTheEnd(ChecksumAlgorithm algorithm) throws IOException {
        RunningChecksum checksum = algorithm.start();
        checksum.update(CHECK, 0, CHECK.length);
        String base64 = Base64.getEncoder().encodeToString(checksum.digest());
        ChecksumInputStream in = new ChecksumInputStream(
                new ByteArrayInputStream(CHECK), List.of(ExpectedChecksum.ofHeader(algorithm, base64)));
        assertThat(in.readAllBytes()).isEqualTo(CHECK);
        assertThat(Base64.getEncoder().encodeToString(in.digest(algorithm))).isEqualTo(base64);
    }

    @Test
    void contentWithAnotherChecksumIsABadDigest() {
        ExpectedChecksum wrong = ExpectedChecksum.ofHeader(ChecksumAlgorithm.CRC32, "AAAAAA==");
        ChecksumInputStream in = new ChecksumInputStream(new ByteArrayInputStream(CHECK), List.of(wrong));
        assertThatThrownBy(in::readAllBytes)
                .isInstanceOf(CommonException.class)
                .hasMessage("The CRC32 you specified did not match the calculated checksum.")
                .extracting(e -> ((CommonException) e).code())
                .isEqualTo("BadDigest");
    }

    @ParameterizedTest
    @CsvSource({"CRC32, AAAA", "CRC32, AAAAAA", "CRC32, ?", "SHA256, AAAAAA=="})
    void textThatIsNoChecksumIsAnInvalidRequest(ChecksumAlgorithm algorithm, String text) {
        assertThatThrownBy(() -> ExpectedChecksum.ofHeader(algorithm, text))
                .isInstanceOf(CommonException.class)
                .hasMessage("Value for " + algorithm.header() + " header is invalid.");
    }

    @Test
    void aTrailerThatIsNoChecksumIsCalledOne() {
        ExpectedChecksum trailer = ExpectedChecksum.ofTrailer(ChecksumAlgorithm.CRC32, () -> "AAAA");
        ChecksumInputStream in = new ChecksumInputStream(new ByteArrayInputStream(CHECK), List.of(trailer));
        assertThatThrownBy(in::readAllBytes).hasMessage("Value for x-amz-checksum-crc32 trailing header is invalid.");
    }

    @Test
    void anotherMd5IsABadDigestThatShowsBoth() {
        ExpectedChecksum wrong = ExpectedChecksum.ofHeader(ChecksumAlgorithm.MD5, "AAAAAAAAAAAAAAAAAAAAAA==");
        ChecksumInputStream in = new ChecksumInputStream(new ByteArrayInputStream(CHECK), List.of(wrong));
        assertThatThrownBy(in::readAllBytes).isInstanceOfSatisfying(CommonException.class, error -> assertThat(
                        error.error())
                .hasToString("CommonError{message=The Content-MD5 you specified did not match what we received.,"
                        + " ExpectedDigest=AAAAAAAAAAAAAAAAAAAAAA==,"
                        + " CalculatedDigest=JfnnlDI7RTiF9RgfG2JNCw==}"));
    }

    @Test
    void textThatIsNoMd5IsAnInvalidDigest() {
        assertThatThrownBy(() -> ExpectedChecksum.ofHeader(ChecksumAlgorithm.MD5, "AAAA"))
                .isInstanceOf(CommonException.class)
                .extracting(e -> ((CommonException) e).code())
                .isEqualTo("InvalidDigest");
    }

    @Test
    void checksumWithoutAClaimIsOnlyComputed() throws IOException {
        ChecksumInputStream in = new ChecksumInputStream(
                new ByteArrayInputStream(CHECK), List.of(ExpectedChecksum.unclaimed(ChecksumAlgorithm.CRC64NVME)));
        assertThat(in.algorithms()).containsExactly(ChecksumAlgorithm.CRC64NVME);
        assertThatThrownBy(() -> in.digest(ChecksumAlgorithm.CRC64NVME)).isInstanceOf(IllegalStateException.class);
        assertThat(in.readAllBytes()).isEqualTo(CHECK);
        assertThat(Base64.getEncoder().encodeToString(in.digest(ChecksumAlgorithm.CRC64NVME)))
                .isEqualTo("rosUhgp5mIg=");
    }
}
