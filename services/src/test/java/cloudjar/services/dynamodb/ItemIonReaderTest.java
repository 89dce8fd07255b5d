package cloudjar.services.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemIonReaderTest {
    private static AttributeValue s(String text) {
        return AttributeValue.builder().s(text).build();
    }

    private static AttributeValue n(String number) {
        return AttributeValue.builder().n(number).build();
    }

    @Test
    void anItemIsReadAsExportsWriteIt() {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put("id", s("a \"quoted\" name\n"));
        item.put("n", n("12.5"));
        item.put("big", n("99999999999999999999999999999999999999"));
        item.put("b", AttributeValue.builder().b(Bytes.ofUtf8("x")).build());
        item.put("yes", AttributeValue.builder().bool(true).build());
        item.put("none", AttributeValue.builder().null_(true).build());
        item.put("ss", AttributeValue.builder().ss(List.of("x", "y")).build());
        item.put("ns", AttributeValue.builder().ns(List.of("1", "2.5")).build());
        item.put("bs", AttributeValue.builder().bs(List.of(Bytes.ofUtf8("z"))).build());
        item.put("l", AttributeValue.builder().l(List.of(s("in"), n("3"))).build());
        item.put("m", AttributeValue.builder().m(Map.of("k", s("v"))).build());
        assertThat(ItemIonReader.item(ItemText.ion(item))).contains(item);
    }

    /** From the page on formats of imports. */
    @Test
    void anItemIsReadAsAwsShowsIt() {
        assertThat(
                        ItemIonReader.item(
                                "$ion_1_0"
                                        + " {Item:{Authors:$dynamodb_SS::[\"Author1\",\"Author2\"],Id:103.,Price:2d3,PageCount:6d2,InPublication:false}}"))
                .hasValueSatisfying(item -> {
                    assertThat(item).containsEntry("Id", n("103"));
                    assertThat(ItemWriter.write(item).attributes())
                            .containsEntry("Price", n("2000"))
                            .containsEntry("PageCount", n("600"));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{Item:",
                "{Item:[1]}",
                "{Items:{id:\"a\"}}",
                "[1]",
                "null.struct",
                "{Item:null.struct}",
                "{Item:{id:2020-01-01T}}",
                "{Item:{id:1e0}}",
                "{Item:{id:$dynamodb_SS::[1]}}",
                "{Item:{id:$dynamodb_NS::[\"1\"]}}",
                "{Item:{id:other::[1]}}",
                "{\"Item\":{\"id\":{{not base64}}}}"
            })
    void whatIsNoItemIsNone(String line) {
        assertThat(ItemIonReader.item(line)).isEmpty();
    }

    @Test
    void depthIsBounded() {
        assertThat(ItemIonReader.item("{Item:{id:" + "[".repeat(10_000) + "]".repeat(10_000) + "}}"))
                .isEmpty();
        assertThat(ItemIonReader.item("{Item:{id:" + "{a:".repeat(10_000) + "1" + "}".repeat(10_000) + "}}"))
                .isEmpty();
    }
}
