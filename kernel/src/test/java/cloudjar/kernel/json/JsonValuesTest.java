package cloudjar.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonValuesTest {
    @Test
    void aTextIsOneValue() {
        assertThat(JsonValues.parse("{\"b\":[1.50,true,null],\"a\":\"x\"}"))
                .hasValue(Map.of("b", List.of(new BigDecimal("1.50"), true, JsonValues.NULL), "a", "x"));
        assertThat(JsonValues.parse("1 2")).isEmpty();
        assertThat(JsonValues.parse("{")).isEmpty();
        assertThat(JsonValues.parse("[".repeat(100_000))).isEmpty();
    }

    @Test
    void valuesFollowEachOther() throws IOException {
        JsonValues values = new JsonValues(new StringReader("{\"a\":1}\n[2] \"three\""), 100);
        assertThat(values.next()).isEqualTo(Map.of("a", BigDecimal.ONE));
        assertThat(values.next()).isEqualTo(List.of(BigDecimal.TWO));
        assertThat(values.next()).isEqualTo("three");
        assertThat(values.next()).isNull();
        JsonValues longer = new JsonValues(new StringReader("[" + "1,".repeat(100) + "1]"), 100);
        assertThatThrownBy(longer::next).isInstanceOf(JsonValues.MalformedException.class);
    }
}
