package cloudjar.services.s3control;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cloudjar.api.s3control.InvalidFilter;
import cloudjar.api.s3control.InvalidLogicalOperator;
import cloudjar.api.s3control.InvalidNumericCombination;
import cloudjar.api.s3control.MatchObjectSize;
import cloudjar.api.s3control.MismatchedName;
import cloudjar.api.s3control.StorageLensGroup;
import cloudjar.api.s3control.StorageLensGroupAndOperator;
import cloudjar.api.s3control.StorageLensGroupFilter;
import cloudjar.api.s3control.TooManyElements;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LensGroupTest {
    private static StorageLensGroup group(StorageLensGroupFilter filter) {
        return StorageLensGroup.builder().name("group").filter(filter).build();
    }

    private static StorageLensGroupFilter prefixes(List<String> prefixes) {
        return StorageLensGroupFilter.builder().matchAnyPrefix(prefixes).build();
    }

    @Test
    void aFilterHasOneElementAndAnOperatorTwoOrMore() {
        assertThatCode(() -> LensGroup.require(group(prefixes(List.of("a"))), "group"))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(MismatchedName.class)
                .isThrownBy(() -> LensGroup.require(group(prefixes(List.of("a"))), "other"));
        assertThatExceptionOfType(InvalidFilter.class)
                .isThrownBy(() -> LensGroup.require(group(prefixes(List.of())), null));
        assertThatExceptionOfType(TooManyElements.class)
                .isThrownBy(() -> LensGroup.require(group(prefixes(Collections.nCopies(11, "a"))), null));
        StorageLensGroupFilter one = StorageLensGroupFilter.builder()
                .and(StorageLensGroupAndOperator.builder()
                        .matchAnyPrefix(List.of("a"))
                        .build())
                .build();
        assertThatExceptionOfType(InvalidLogicalOperator.class).isThrownBy(() -> LensGroup.require(group(one), null));
        StorageLensGroupFilter sizes = StorageLensGroupFilter.builder()
                .matchObjectSize(MatchObjectSize.builder()
                        .bytesGreaterThan(2L)
                        .bytesLessThan(1L)
                        .build())
                .build();
        assertThatExceptionOfType(InvalidNumericCombination.class)
                .isThrownBy(() -> LensGroup.require(group(sizes), null));
    }
}
