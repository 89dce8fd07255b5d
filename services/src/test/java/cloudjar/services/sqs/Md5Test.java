package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.Bytes;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The checksums are those that AWS recorded in localstack's tests/aws/services/sqs/test_sqs.snapshot.json, March 2026. */
class Md5Test {
    @Test
    void ofABody() {
        assertThat(Md5.ofBody("message-body-1")).isEqualTo("19c9e282d65f9733bc6b35d50062c7ee");
    }

    @Test
    void ofStrings() {
        Map<String, MessageAttribute> attributes = Map.of(
                "Help.Me",
                string("String", "Me"),
                "Hello",
                string("String", "There"),
                "General",
                string("String", "Kenobi"));
        assertThat(Md5.ofAttributes(attributes)).isEqualTo("4c360f3fdafd970e05fae2f149d997f5");
    }

    @Test
    void ofBinary() {
        Bytes value = Bytes.ofUtf8("traceparent\u001e00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01");
        assertThat(Md5.ofAttributes(Map.of("attr1", new MessageAttribute("Binary", null, value))))
                .isEqualTo("8cbe4db156db8a94db8b801b7addb984");
    }

    @Test
    void ofNumbers() {
        assertThat(Md5.ofAttributes(Map.of("timestamp", string("Number", "1493147359900"))))
                .isEqualTo("235c5c510d26fb653d073faed50ae77c");
    }

    private static MessageAttribute string(String type, String value) {
        return new MessageAttribute(type, value, null);
    }
}
