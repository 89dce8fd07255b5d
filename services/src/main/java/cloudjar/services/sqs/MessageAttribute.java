package cloudjar.services.sqs;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Utf8;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A typed value beside a message's body. Exactly one of the values is there.
 *
 * @param dataType {@code String}, {@code Number} or {@code Binary}, with a label of the sender's after a dot
 */
record MessageAttribute(
        String dataType, @Nullable String string, @Nullable Bytes binary) {
    /** What it adds to the size of its message, its name not counted. */
    int size() {
        int value = string != null ? Utf8.length(string) : binary != null ? binary.size() : 0;
        return Utf8.length(dataType) + value;
    }

    /** The bytes of its value. */
    byte[] value() {
        if (string != null) {
            return string.getBytes(StandardCharsets.UTF_8);
        }
        return binary == null ? new byte[0] : binary.toArray();
    }
}
