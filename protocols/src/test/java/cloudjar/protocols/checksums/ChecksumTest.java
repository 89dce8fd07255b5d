package cloudjar.protocols.checksums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.CommonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksumTest {
    private static final byte[] CHECK = "123456789".getBytes(StandardCharsets.US_ASCII);

    /** The check values of the algorithms' specifications. */
    @ParameterizedTest
    @CsvSource({
        "CRC32, cbf43926",
        "CRC32C, e3069283",
        "CRC64NVME, ae8b14860a799888",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
        "MD5, 25f9e794323b453885f5181f1b624d0b"
    })
    void checksumOfTheCheckTextIsTheSpecifiedOne(ChecksumAlgorithm algorithm, String hex) {
        RunningChecksum checksum = algorithm.start();
        checksum.update(CHECK, 0, CHECK.length);
        assertThat(HexFormat.of().formatHex(checksum.digest())).isEqualTo(hex);
        assertThat(hex).hasSize(algorithm.length() * 2);
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void checksumDoesNotDependOnHowTheContentIsCut(ChecksumAlgorithm algorithm) {
        Random random = new Random(7);
        byte[] content = new byte[10_000];
        random.nextBytes(content);
        RunningChecksum whole = algorithm.start();
        whole.update(content, 0, content.length);
        RunningChecksum cut = algorithm.start();
        for (int at = 0; at < content.length; ) {
            int length = Math.min(random.nextInt(40), content.length - at);
            cut.update(content, at, length);
            at += length;
        }
        assertThat(cut.digest()).isEqualTo(whole.digest());
    }

    /** Slicing is checked against the definition, bit by bit. */
    @Test
    void crc64IsTheRemainderOfItsPolynomial() {
        byte[] content = new byte[1003];
        new Random(11).nextBytes(content);
        long crc = ~0L;
        for (byte b : content) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ Crc64Nvme.POLYNOMIAL;
            }
        }
        RunningChecksum sliced = ChecksumAlgorithm.CRC64NVME.start();
        sliced.update(content, 0, content.length);
        assertThat(sliced.digest()).isEqualTo(ChecksumAlgorithm.bigEndian(~crc, Long.BYTES));
    }

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
        assertThat(in.base64(algorithm)).isEqualTo(base64);
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
        assertThat(in.base64(ChecksumAlgorithm.CRC64NVME)).isNull();
        assertThat(in.readAllBytes()).isEqualTo(CHECK);
        assertThat(in.base64(ChecksumAlgorithm.CRC64NVME)).isEqualTo("rosUhgp5mIg=");
    }
}
