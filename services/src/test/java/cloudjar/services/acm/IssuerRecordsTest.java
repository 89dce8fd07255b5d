package cloudjar.services.acm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IssuerRecordsTest {
    private static final List<String> AMAZON = List.of("0 issue \"someca.com\"", "0 issue \"amazonaws.com\"");

    @Test
    void oneOfAmazonsNamesIsEnough() {
        assertThat(IssuerRecords.allow(AMAZON, false)).isTrue();
        assertThat(IssuerRecords.allow(AMAZON, true)).isTrue();
        assertThat(IssuerRecords.allow(List.of("0 issue \"Amazon.com; account=1\""), false))
                .isTrue();
    }

    @Test
    void otherNamesAndNobodyForbid() {
        assertThat(IssuerRecords.allow(List.of("0 issue \"someca.com\""), false))
                .isFalse();
        assertThat(IssuerRecords.allow(List.of("0 issue \";\""), false)).isFalse();
    }

    @Test
    void recordsOfWildcardsAreAboutWildcards() {
        List<String> records = List.of("0 issue \"amazon.com\"", "0 issuewild \";\"");
        assertThat(IssuerRecords.allow(records, false)).isTrue();
        assertThat(IssuerRecords.allow(records, true)).isFalse();
        assertThat(IssuerRecords.allow(List.of("0 issuewild \"someca.com\""), false))
                .isTrue();
    }

    @Test
    void otherRecordsSayNothing() {
        assertThat(IssuerRecords.allow(List.of("0 iodef \"mailto:a@example.org\""), false))
                .isTrue();
    }
}
