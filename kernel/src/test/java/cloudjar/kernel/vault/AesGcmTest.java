package cloudjar.kernel.vault;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.Bytes;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AesGcmTest {
    private static final Bytes KEY =
            Bytes.wrap(HexFormat.of().parseHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"));

    /** Case 15 of McGrew and Viega's specification of the mode. */
    @Test
    void sealsAsTheSpecificationSays() {
        byte[] nonce = HexFormat.of().parseHex("cafebabefacedbaddecaf888");
        Bytes content = Bytes.wrap(HexFormat.of()
                .parseHex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                        + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255"));

        Bytes sealed = AesGcm.seal(KEY, nonce, content);

        assertThat(HexFormat.of().formatHex(sealed.toArray()))
                .isEqualTo("cafebabefacedbaddecaf888"
                        + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                        + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad"
                        + "b094dac5d93471bdec1a502270e3cc6c");
        assertThat(AesGcm.open(KEY, sealed)).contains(content);
    }

    @Test
    void opensNothingThatWasChangedOrIsTooShort() {
        byte[] sealed = AesGcm.seal(KEY, new byte[AesGcm.NONCE], Bytes.ofUtf8("content"))
                .toArray();
        sealed[AesGcm.NONCE] ^= 1;

        assertThat(AesGcm.open(KEY, Bytes.wrap(sealed))).isEmpty();
        assertThat(AesGcm.open(KEY, Bytes.wrap(new byte[AesGcm.NONCE]))).isEmpty();
    }
}
