package cloudjar.services.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StoredItemTest {
    private static AttributeValue s(String value) {
        return AttributeValue.builder().s(value).build();
    }

    private static AttributeValue n(String value) {
        return AttributeValue.builder().n(value).build();
    }

    @Test
    void anItemComesBackAsItWasPutWithNumbersInTheirOneForm() {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put("s", s("ü"));
        item.put("empty", s(""));
        item.put("n", n("1.50"));
        item.put("b", AttributeValue.builder().b(Bytes.wrap(new byte[] {0, -1})).build());
        item.put("t", AttributeValue.builder().bool(true).build());
        item.put("f", AttributeValue.builder().bool(false).build());
        item.put("z", AttributeValue.builder().null_(true).build());
        item.put("ss", AttributeValue.builder().ss(List.of("a", "b")).build());
        item.put("ns", AttributeValue.builder().ns(List.of("1", "2")).build());
        item.put("bs", AttributeValue.builder().bs(List.of(Bytes.ofUtf8("x"))).build());
        item.put("l", AttributeValue.builder().l(List.of(s("x"), n("2"))).build());
        item.put("m", AttributeValue.builder().m(Map.of("k", s("v"))).build());
        item.put("el", AttributeValue.builder().l(List.of()).build());
        item.put("em", AttributeValue.builder().m(Map.of()).build());

        Map<String, AttributeValue> back = ItemWriter.write(item).attributes();

        item.put("n", n("1.5"));
        assertThat(back).isEqualTo(item);
        assertThat(back.keySet()).containsExactlyElementsOf(item.keySet());
    }

    @Test
    void theSizeIsNamesPlusValues() {
        assertThat(ItemWriter.write(Map.of("id", s("abc"))).size()).isEqualTo(5);
        assertThat(ItemWriter.write(Map.of("ü", s("ü"))).size()).isEqualTo(4);
        assertThat(ItemWriter.write(Map.of("n", n("12345"))).size()).isEqualTo(1 + 4);
        assertThat(ItemWriter.write(Map.of(
                                "l", AttributeValue.builder().l(List.of()).build()))
                        .size())
                .isEqualTo(1 + 3);
    }

    /** [DDB-2] */
    @Test
    void anItemOfExactly400KiBFitsAndOneByteMoreDoesNot() {
        int room = 400 * 1024 - "k".length();
        assertThat(ItemWriter.write(Map.of("k", s("x".repeat(room)))).size()).isEqualTo(400 * 1024);
        assertThatThrownBy(() -> ItemWriter.write(Map.of("k", s("x".repeat(room + 1)))))
                .hasMessage("Item size has exceeded the maximum allowed size");
    }

    @Test
    void refusesValuesThatAreNone() {
        refuses(AttributeValue.builder().build(), "must contain exactly one of the supported datatypes");
        refuses(AttributeValue.builder().s("a").n("1").build(), "more than one datatypes set");
        refuses(AttributeValue.builder().null_(false).build(), "must have the value of true");
        refuses(AttributeValue.builder().ss(List.of()).build(), "An string set  may not be empty");
        refuses(AttributeValue.builder().ss(List.of("a", "a")).build(), "Input collection [a, a] contains duplicates.");
        refuses(AttributeValue.builder().ns(List.of("1", "1.0")).build(), "contains duplicates");
    }

    @Test
    void nestsNoDeeperThan32Levels() {
        AttributeValue value = s("x");
        for (int i = 0; i < 32; i++) {
            value = AttributeValue.builder().l(List.of(value)).build();
        }
        assertThat(ItemWriter.write(Map.of("a", value)).attributes()).containsEntry("a", value);
        refuses(AttributeValue.builder().l(List.of(value)).build(), "Nesting Levels have exceeded supported limits");
    }

    private static void refuses(AttributeValue value, String message) {
        assertThatThrownBy(() -> ItemWriter.write(Map.of("a", value))).hasMessageContaining(message);
    }
}
