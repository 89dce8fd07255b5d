package cloudjar.kernel.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksumAlgorithmTest {
    private static final byte[] CHECK = "123456789".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] CONTENT = new byte[10_000];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void theChecksumOfTwoPiecesFollowsFromTheirs(ChecksumAlgorithm algorithm) {
        for (int cut : new int[] {0, 1, 7, 4096, 9999, 10_000}) {
            byte[] first = checksum(algorithm, Arrays.copyOf(CONTENT, cut));
            byte[] second = checksum(algorithm, Arrays.copyOfRange(CONTENT, cut, CONTENT.length));
            assertThat(algorithm.joined(first, second, CONTENT.length - cut)).isEqualTo(checksum(algorithm, CONTENT));
        }
    }

    @Test
    void digestsDoNotJoin() {
        assertThat(ChecksumAlgorithm.SHA256.joins()).isFalse();
        assertThat(ChecksumAlgorithm.CRC32.joins()).isTrue();
    }

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

    /** Slices and lanes are checked against the definition, bit by bit. */
    @Test
    void crc64IsTheRemainderOfItsPolynomial() {
        byte[] content = new byte[9003];
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

    private static byte[] checksum(ChecksumAlgorithm algorithm, byte[] content) {
        RunningChecksum running = algorithm.start();
        running.update(content, 0, content.length);
        return running.digest();
    }
}
