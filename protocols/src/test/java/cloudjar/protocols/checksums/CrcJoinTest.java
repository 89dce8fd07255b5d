package cloudjar.protocols.checksums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrcJoinTest {
    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void joinedChecksumIsThatOfTheWholeContent(ChecksumAlgorithm algorithm) {
        byte[] content = new byte[100_003];
        new Random(5).nextBytes(content);
        byte[] whole = checksum(algorithm, content);
        for (int cut : new int[] {0, 1, 7, 8, 5000, 100_002, 100_003}) {
            byte[] first = checksum(algorithm, Arrays.copyOf(content, cut));
            byte[] second = checksum(algorithm, Arrays.copyOfRange(content, cut, content.length));
            assertThat(CrcJoin.join(algorithm, first, second, content.length - cut))
                    .as("cut at " + cut)
                    .isEqualTo(whole);
        }
    }

    @Test
    void digestsCannotBeJoined() {
        assertThatThrownBy(() -> CrcJoin.join(ChecksumAlgorithm.SHA256, new byte[32], new byte[32], 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] checksum(ChecksumAlgorithm algorithm, byte[] content) {
        RunningChecksum checksum = algorithm.start();
        checksum.update(content, 0, content.length);
        return checksum.digest();
    }
}
