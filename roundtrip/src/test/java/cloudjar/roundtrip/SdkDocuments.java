package cloudjar.roundtrip;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.core.document.Document;

/** Documents as the client holds them, and back. */
final class SdkDocuments {
    private SdkDocuments() {}

    static Document toSdk(@Nullable Object value) {
        return switch (value) {
            case null -> Document.fromNull();
            case Boolean flag -> Document.fromBoolean(flag);
            case String text -> Document.fromString(text);
            case Number number -> Document.fromNumber(SdkNumber.fromString(number.toString()));
            case List<?> list -> {
                List<Document> items = new ArrayList<>();
                list.forEach(item -> items.add(toSdk(item)));
                yield Document.fromList(items);
            }
            case Map<?, ?> map -> {
                Map<String, Document> entries = new LinkedHashMap<>();
                map.forEach((key, item) -> entries.put((String) key, toSdk(item)));
                yield Document.fromMap(entries);
            }
            default -> throw new IllegalArgumentException("no document: " + value.getClass());
        };
    }

    static @Nullable Object fromSdk(Document document) {
        if (document.isNull()) {
            return null;
        }
        if (document.isBoolean()) {
            return document.asBoolean();
        }
        if (document.isString()) {
            return document.asString();
        }
        if (document.isNumber()) {
            return new BigDecimal(document.asNumber().stringValue());
        }
        if (document.isList()) {
            List<@Nullable Object> items = new ArrayList<>();
            document.asList().forEach(item -> items.add(fromSdk(item)));
            return items;
        }
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        document.asMap().forEach((key, item) -> entries.put(key, fromSdk(item)));
        return entries;
    }
}
