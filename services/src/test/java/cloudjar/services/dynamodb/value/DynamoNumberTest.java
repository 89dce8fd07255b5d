package cloudjar.services.dynamodb.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DynamoNumberTest {
    @Test
    void writesANumberWithoutExponentAndSuperfluousZeros() {
        assertThat(DynamoNumber.parse("1.0").text()).isEqualTo("1");
        assertThat(DynamoNumber.parse("1E2").text()).isEqualTo("100");
        assertThat(DynamoNumber.parse("-0.00").text()).isEqualTo("0");
        assertThat(DynamoNumber.parse("+00012.3400").text()).isEqualTo("12.34");
        assertThat(DynamoNumber.parse("1E-3").text()).isEqualTo("0.001");
    }

    @Test
    void equalNumbersAreOneValueAndOneKey() {
        assertThat(DynamoNumber.parse("100")).isEqualTo(DynamoNumber.parse("1e2"));
        assertThat(DynamoNumber.parse("100").sortable())
                .isEqualTo(DynamoNumber.parse("1.00e2").sortable());
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> DynamoNumber.parse("abc"))
                .hasMessage("The parameter cannot be converted to a numeric value: abc");
        assertThatThrownBy(() -> DynamoNumber.parse("1".repeat(39)))
                .hasMessage("Attempting to store more than 38 significant digits in a Number");
        assertThatThrownBy(() -> DynamoNumber.parse("1E126"))
                .hasMessage("Number overflow. Attempting to store a number with magnitude larger than supported range");
        assertThatThrownBy(() -> DynamoNumber.parse("1E-131"))
                .hasMessage(
                        "Number underflow. Attempting to store a number with magnitude smaller than supported range");
        assertThatThrownBy(() -> DynamoNumber.parse("٣")).hasMessageContaining("cannot be converted");
    }

    @Test
    void sortableBytesOrderAsTheNumbersDo() {
        List<String> ordered = List.of(
                "-9.9999999999999999999999999999999999999E+125",
                "-1000",
                "-100.5",
                "-100",
                "-99",
                "-2",
                "-1.01",
                "-1",
                "-0.5",
                "-0.05",
                "-1E-130",
                "0",
                "1E-130",
                "0.05",
                "0.5",
                "0.51",
                "1",
                "1.01",
                "1.1",
                "2",
                "9",
                "10",
                "99",
                "100",
                "100.5",
                "1000",
                "9.9999999999999999999999999999999999999E+125");
        for (int i = 0; i + 1 < ordered.size(); i++) {
            byte[] smaller = DynamoNumber.parse(ordered.get(i)).sortable();
            byte[] larger = DynamoNumber.parse(ordered.get(i + 1)).sortable();
            assertThat(Arrays.compareUnsigned(smaller, larger))
                    .as(ordered.get(i) + " < " + ordered.get(i + 1))
                    .isNegative();
        }
    }
}
