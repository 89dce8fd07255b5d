package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cloudjar.api.s3.InvalidArgument;
import cloudjar.api.s3.InvalidRange;
import cloudjar.api.s3.InvalidRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As recorded from AWS (2025), of an object of ten bytes: test_range_header_body_length and its neighbours. */
class ByteRangeTest {
    private static final long LENGTH = 10;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-8, bytes 0-8/10",
        "bytes=1-1, bytes 1-1/10",
        "bytes=1-, bytes 1-9/10",
        "bytes=-2, bytes 8-9/10",
        "bytes=-15, bytes 0-9/10",
        "bytes=0-100, bytes 0-9/10",
        "bytes=0-99999999999999999999999, bytes 0-9/10"
    })
    void aRangeIsCutToTheObject(String header, String contentRange) {
        assertThat(ByteRange.of(header, LENGTH))
                .map(range -> range.contentRange(LENGTH))
                .contains(contentRange);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1-0", "bytes=-1-", "bytes=0--1", "bytes=0-1,3-4", "lines=0-1", "bytes=-", "0-1"})
    void whatS3DoesNotTakeForARangeGivesTheWholeObject(String header) {
        assertThat(ByteRange.of(header, LENGTH)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=-0", "bytes=10-", "bytes=100-200"})
    void aRangeOutsideTheObjectIsRefused(String header) {
        assertThatExceptionOfType(InvalidRange.class)
                .isThrownBy(() -> ByteRange.of(header, LENGTH))
                .satisfies(e -> assertThat(e.rangeRequested()).isEqualTo(header))
                .satisfies(e -> assertThat(e.actualObjectSize()).isEqualTo(LENGTH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-8", "bytes=0-", "bytes=-3", "bytes=3-2", "bytes=0-1,2-3"})
    void aPartIsCopiedFromOneWholeRangeOnly(String header) {
        assertThatExceptionOfType(InvalidArgument.class).isThrownBy(() -> ByteRange.ofCopy(header, LENGTH));
    }

    @Test
    void aPartIsNotCopiedFromBeyondItsSource() {
        assertThatExceptionOfType(InvalidArgument.class)
                .isThrownBy(() -> ByteRange.ofCopy("bytes=0-100", LENGTH))
                .withMessage("Range specified is not valid for source object of size: 10");
        assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> ByteRange.ofCopy("bytes=100-200", LENGTH));
    }
}
