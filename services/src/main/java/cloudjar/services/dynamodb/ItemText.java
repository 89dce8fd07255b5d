package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.Bytes;
import cloudjar.services.dynamodb.value.AttributeValues;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes items as exports have them, one a line: in DynamoDB's JSON, or as Ion text.
 *
 * <p>Source: Amazon DynamoDB Developer Guide, "DynamoDB table export output format".
 */
final class ItemText {
    private final StringBuilder out = new StringBuilder();

    private ItemText() {}

    /** A line such as <code>{"Item":{"id":{"S":"a"}}}</code>. */
    static String json(Map<String, AttributeValue> item) {
        ItemText text = new ItemText();
        text.out.append("{\"Item\":");
        text.jsonMap(item);
        return text.out.append('}').toString();
    }

    /**
     * A line such as <code>{"Metadata":{"WriteTimestampMicros":{"N":"1"}},"Keys":{"id":{"S":"a"}},"NewImage":{"id":{"S":"a"}}}</code>.
     */
    static String jsonOfChange(String micros, TableChange change, KeySchema keys, boolean withOld) {
        ItemText text = new ItemText();
        text.out
                .append("{\"Metadata\":{\"WriteTimestampMicros\":{\"N\":\"")
                .append(micros)
                .append("\"}},\"Keys\":");
        text.jsonMap(change.keyAttributes(keys));
        images(change, withOld).forEach((name, image) -> {
            text.out.append(",\"").append(name).append("\":");
            text.jsonMap(image.attributes());
        });
        return text.out.append('}').toString();
    }

    /** The images that a line of an incremental export shows. */
    private static Map<String, StoredItem> images(TableChange change, boolean withOld) {
        Map<String, StoredItem> images = new LinkedHashMap<>();
        StoredItem old = change.old();
        StoredItem now = change.now();
        if (old != null && withOld) {
            images.put("OldImage", old);
        }
        if (now != null) {
            images.put("NewImage", now);
        }
        return images;
    }

    /** The attributes alone, such as <code>{"id":{"S":"a"}}</code>. */
    static String attributes(Map<String, AttributeValue> item) {
        ItemText text = new ItemText();
        text.jsonMap(item);
        return text.out.toString();
    }

    private void jsonMap(Map<String, AttributeValue> map) {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, AttributeValue> entry : map.entrySet()) {
            out.append(separator);
            quoted(entry.getKey());
            out.append(':');
            json(entry.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private void json(AttributeValue value) {
        String type = AttributeValues.type(value);
        out.append("{\"").append(type).append("\":");
        switch (type) {
            case "S" -> quoted(Objects.requireNonNull(value.s()));
            case "N" -> quoted(Objects.requireNonNull(value.n()));
            case "B" -> quoted(base64(Objects.requireNonNull(value.b())));
            case "BOOL" -> out.append(value.bool());
            case "NULL" -> out.append(true);
            case "SS" -> quoted(value.ss());
            case "NS" -> quoted(value.ns());
            case "BS" -> quoted(value.bs().stream().map(ItemText::base64).toList());
            case "M" -> jsonMap(value.m());
            default -> jsonList(value.l());
        }
        out.append('}');
    }

    private void jsonList(List<AttributeValue> list) {
        out.append('[');
        String separator = "";
        for (AttributeValue element : list) {
            out.append(separator);
            json(element);
            separator = ",";
        }
        out.append(']');
    }

    private void quoted(List<String> texts) {
        out.append('[');
        String separator = "";
        for (String text : texts) {
            out.append(separator);
            quoted(text);
            separator = ",";
        }
        out.append(']');
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    private void quoted(String text) {
        out.append(Json.quote(text));
    }

    /** A line such as <code>$ion_1_0 {Item:{id:"a",n:1.}}</code>; sets are lists with an annotation. */
    static String ion(Map<String, AttributeValue> item) {
        ItemText text = new ItemText();
        text.out.append("$ion_1_0 {Item:");
        text.ionMap(item);
        return text.out.append('}').toString();
    }

    /** A line such as <code>$ion_1_0 {Record:{Keys:{id:"a"},Metadata:{WriteTimestampMicros:1.},NewImage:{id:"a"}}}</code>. */
    static String ionOfChange(String micros, TableChange change, KeySchema keys, boolean withOld) {
        ItemText text = new ItemText();
        text.out.append("$ion_1_0 {Record:{Keys:");
        text.ionMap(change.keyAttributes(keys));
        text.out.append(",Metadata:{WriteTimestampMicros:").append(micros).append(".}");
        images(change, withOld).forEach((name, image) -> {
            text.out.append(',').append(name).append(':');
            text.ionMap(image.attributes());
        });
        return text.out.append("}}").toString();
    }

    private void ionMap(Map<String, AttributeValue> map) {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, AttributeValue> entry : map.entrySet()) {
            out.append(separator);
            quoted(entry.getKey());
            out.append(':');
            ion(entry.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private void ion(AttributeValue value) {
        switch (AttributeValues.type(value)) {
            case "S" -> quoted(Objects.requireNonNull(value.s()));
            case "N" -> out.append(decimal(Objects.requireNonNull(value.n())));
            case "B" -> out.append(blob(Objects.requireNonNull(value.b())));
            case "BOOL" -> out.append(value.bool());
            case "NULL" -> out.append("null");
            case "SS" -> {
                out.append("$dynamodb_SS::");
                quoted(value.ss());
            }
            case "NS" ->
                out.append("$dynamodb_NS::[")
                        .append(String.join(
                                ",", value.ns().stream().map(ItemText::decimal).toList()))
                        .append(']');
            case "BS" ->
                out.append("$dynamodb_BS::[")
                        .append(String.join(
                                ",", value.bs().stream().map(ItemText::blob).toList()))
                        .append(']');
            case "M" -> ionMap(value.m());
            default -> ionList(value.l());
        }
    }

    private void ionList(List<AttributeValue> list) {
        out.append('[');
        String separator = "";
        for (AttributeValue element : list) {
            out.append(separator);
            ion(element);
            separator = ",";
        }
        out.append(']');
    }

    private static String decimal(String number) {
        return number.indexOf('.') < 0 ? number + "." : number;
    }

    private static String blob(Bytes bytes) {
        return "{{" + base64(bytes) + "}}";
    }
}
