package cloudjar.services.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.dynamodb.AttributeValue;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ItemTextTest {
    private static AttributeValue s(String text) {
        return AttributeValue.builder().s(text).build();
    }

    @Property(tries = 500)
    void anyTextIsWrittenAndReadTheSame(@ForAll String text) {
        Map<String, AttributeValue> item = Map.of("a", s(text));
        assertThat(ItemJsonReader.item(ItemText.json(item))).contains(item);
    }

    @Property(tries = 1000)
    void anyLineIsReadOrNoItem(@ForAll String text) {
        assertThat(ItemJsonReader.item(text)).isNotNull();
        assertThat(ItemJsonReader.item("{\"Item\":{\"a\":" + text)).isEmpty();
    }

    @Example
    void depthIsBounded() {
        assertThat(ItemJsonReader.item("{\"Item\":{\"a\":" + "{\"L\":[".repeat(10_000)))
                .isEmpty();
    }

    @Test
    void ionMarksSetsAndDecimals() {
        Map<String, AttributeValue> item = Map.of(
                "a",
                AttributeValue.builder()
                        .l(List.of(
                                AttributeValue.builder().n("5").build(),
                                AttributeValue.builder().ns(List.of("1.5")).build(),
                                AttributeValue.builder().ss(List.of("x")).build()))
                        .build());
        assertThat(ItemText.ion(item))
                .isEqualTo("$ion_1_0 {Item:{\"a\":[5.,$dynamodb_NS::[1.5],$dynamodb_SS::[\"x\"]]}}");
    }
}
