package cloudjar.services.dax.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of DAX's bytes for any number, and whatever a client sends. */
class WireProperties {
    @Provide
    Arbitrary<BigDecimal> numbers() {
        Arbitrary<BigInteger> digits =
                Arbitraries.bigIntegers().between(BigInteger.TEN.pow(38).negate(), BigInteger.TEN.pow(38));
        return Combinators.combine(digits, Arbitraries.integers().between(-90, 90))
                .as(BigDecimal::new);
    }

    @Property(tries = 300)
    void sortKeysOrderAsTheirNumbersDo(@ForAll("numbers") BigDecimal one, @ForAll("numbers") BigDecimal other) {
        int order = Arrays.compareUnsigned(SortedNumber.encode(one), SortedNumber.encode(other));
        assertThat(Integer.signum(order)).isEqualTo(one.compareTo(other));
    }

    @Property(tries = 300)
    void numbersComeBack(@ForAll("numbers") BigDecimal number) throws IOException {
        assertThat(SortedNumber.decode(SortedNumber.encode(number))).isEqualByComparingTo(number);
        byte[] cbor = new CborWriter().number(number).toBytes();
        assertThat(new CborReader(new ByteArrayInputStream(cbor)).readNumber()).isEqualByComparingTo(number);
    }

    @Property(tries = 500)
    void whateverIsSentIsReadOrRefused(@ForAll byte[] bytes) {
        assertThatCode(() -> read(bytes))
                .satisfiesAnyOf(failure -> assertThat(failure).isNull(), failure -> assertThat(failure)
                        .isInstanceOfAny(IOException.class, ArithmeticException.class));
    }

    private static void read(byte[] bytes) throws IOException {
        CborReader in = new CborReader(new ByteArrayInputStream(bytes));
        while (in.peek() >= 0) {
            Values.read(in);
        }
    }
}
