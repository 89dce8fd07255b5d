package cloudjar.services.sns;

import cloudjar.api.sns.MessageAttributeValue;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A typed value beside a message. Exactly one of the values is there.
 *
 * @param dataType {@code String}, {@code String.Array}, {@code Number} or {@code Binary}, with a label after a dot
 */
record MessageAttribute(
        String dataType, @Nullable String string, @Nullable Bytes binary) {
    private static final List<String> PREFIXES = List.of("Binary", "Number", "String");

    /** The attributes of a message, checked; the words are recorded (test_empty_or_wrong_message_attributes). */
    static Map<String, MessageAttribute> of(Map<String, MessageAttributeValue> given, int nameMax) {
        if (given.isEmpty()) {
            return Map.of();
        }
        Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            checkName(name, nameMax);
            attributes.put(name, of(name, value));
        });
        return attributes;
    }

    private static void checkName(String name, int max) {
        if (name.isEmpty() || name.length() > max) {
            throw SnsErrors.attribute("Length of message attribute name must be less than 256 bytes.");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean allowed = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '_'
                    || c == '.';
            if (!allowed) {
                throw SnsErrors.attribute("Invalid non-alphanumeric character '#x%X' was found in the message attribute"
                                .formatted((int) c)
                        + " name. Can only include alphanumeric characters, hyphens, underscores, or dots.");
            }
        }
        if (name.startsWith(".")) {
            throw SnsErrors.attribute("Invalid message attribute name starting with character '.' was found.");
        }
        if (name.endsWith(".")) {
            throw SnsErrors.attribute("Invalid message attribute name ending with character '.' was found.");
        }
        if (name.contains("..")) {
            throw SnsErrors.attribute("Message attribute name can not have successive '.' character.");
        }
    }

    private static MessageAttribute of(String name, MessageAttributeValue value) {
        String type = value.dataType();
        int dot = type.indexOf('.');
        String prefix = dot < 0 ? type : type.substring(0, dot);
        if (!PREFIXES.contains(prefix) || dot == type.length() - 1) {
            throw SnsErrors.attribute("The message attribute '" + name
                    + "' has an invalid message attribute type, the set of supported type prefixes is Binary, Number,"
                    + " and String.");
        }
        boolean isBinary = prefix.equals("Binary");
        String string = value.stringValue();
        Bytes binary = value.binaryValue();
        boolean inOtherField = isBinary ? binary == null && string != null : string == null && binary != null;
        if (inOtherField) {
            throw SnsErrors.attribute("The message attribute '" + name + "' with type '" + type + "' must use field '"
                    + (isBinary ? "Binary" : "String") + "'.");
        }
        boolean empty = isBinary ? binary == null || binary.isEmpty() : string == null || string.isEmpty();
        if (empty) {
            throw SnsErrors.attribute("The message attribute '" + name
                    + "' must contain non-empty message attribute value for message attribute type '" + type + "'.");
        }
        return isBinary ? new MessageAttribute(type, null, binary) : new MessageAttribute(type, string, null);
    }

    /** What it adds to the size of its message, its name not counted. */
    int size() {
        int value =
                string != null ? string.getBytes(StandardCharsets.UTF_8).length : binary != null ? binary.size() : 0;
        return dataType.length() + value;
    }

    /** The value as envelopes show it: binary ones in Base64. */
    String shown() {
        return string != null ? string : binary == null ? "" : binary.toBase64();
    }

    /** The value as filter policies see it, in JSON; null where they do not look at it. */
    @Nullable
    String toJson() {
        if (string == null) {
            return null;
        }
        boolean asWritten = dataType.equals("Number") && Json.value(string).isPresent()
                || dataType.equals("String.Array")
                        && Json.value(string).filter(List.class::isInstance).isPresent();
        return asWritten ? string : Json.quote(string);
    }
}
