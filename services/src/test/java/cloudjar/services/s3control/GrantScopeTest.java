package cloudjar.services.s3control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantScopeTest {
    private static GrantScope scope(String text) {
        return GrantScope.parse(text, false).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "s3://, bucket, s3://bucket/*",
        "s3://, bucket/pre*, s3://bucket/pre*",
        "s3://bucket, '', s3://bucket/*",
        "s3://bucket, a/*, s3://bucket/a/*",
        "s3://bucket/*, a*, s3://bucket/a*",
        "s3://bucket/a*, b*, s3://bucket/ab*",
        "s3://bucket/a/, b*, s3://bucket/a/b*",
    })
    void aGrantNarrowsALocationDown(String location, String subPrefix, String expected) {
        assertThat(GrantScope.of(location, subPrefix, false))
                .map(GrantScope::text)
                .contains(expected);
    }

    @Test
    void whatNamesNoBucketIsNone() {
        assertThat(GrantScope.of("s3://", "", false)).isEmpty();
        assertThat(GrantScope.parse("bucket/key", false)).isEmpty();
        assertThat(GrantScope.parse("s3://bucket", true)).isEmpty();
    }

    @Test
    void aScopeCoversWhatBeginsAsItDoes() {
        assertThat(scope("s3://bucket/a*").covers(scope("s3://bucket/ab/c*"))).isTrue();
        assertThat(scope("s3://bucket/ab*").covers(scope("s3://bucket/a*"))).isFalse();
        assertThat(scope("s3://bucket/a*").covers(scope("s3://other/a*"))).isFalse();
        GrantScope key = GrantScope.parse("s3://bucket/a", true).orElseThrow();
        assertThat(key.covers(scope("s3://bucket/a*"))).isFalse();
        assertThat(key.covers(key)).isTrue();
        assertThat(scope("s3://bucket/*").covers(key)).isTrue();
    }
}
