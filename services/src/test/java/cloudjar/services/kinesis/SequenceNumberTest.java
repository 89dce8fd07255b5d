package cloudjar.services.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SequenceNumberTest {
    @Property(tries = 200)
    void aTextReadsAsTheNumberItWasWrittenFrom(
            @ForAll @LongRange(min = 0, max = 2_600_000_000L) long opened,
            @ForAll @LongRange(min = 0) long place,
            @ForAll @LongRange(min = 0, max = 16_000_000_000L) long arrived,
            @ForAll @IntRange(min = 0) int shard) {
        SequenceNumber number = new SequenceNumber(opened, place, arrived, shard);
        assertThat(number.text()).hasSize(56).startsWith("49");
        assertThat(SequenceNumber.of(number.text())).contains(number);
    }

    @Test
    void theNumberOfARealRecordIsUnderstood() {
        // From the example of GetRecords in AWS's documentation of the CLI.
        String real = "49544985256907370027570885864065577703022652638596431874";
        SequenceNumber number = SequenceNumber.of(real).orElseThrow();
        assertThat(number.text()).isEqualTo(real);
        assertThat(number.shard()).isZero();
    }

    @Test
    void numbersGrowInAShardAndFromAShardToItsChildren() {
        List<BigInteger> numbers = List.of(
                new BigInteger(new SequenceNumber(1000, 0, 1000, 7).text()),
                new BigInteger(new SequenceNumber(1000, 1, 5000, 7).text()),
                new BigInteger(new SequenceNumber(1000, 2, 5000, 7).text()),
                new BigInteger(new SequenceNumber(1000, SequenceNumber.END, 5000, 7).text()),
                new BigInteger(new SequenceNumber(1001, 0, 1001, 9).text()));
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatIsNoNumberIsNone() {
        assertThat(List.of("", "7", "x".repeat(56), "9".repeat(56), "4".repeat(57)))
                .allSatisfy(text -> assertThat(SequenceNumber.of(text)).isEmpty());
    }
}
