package cloudjar.services.cloudtrail;

import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Document;
import cloudjar.kernel.shape.EventStream;
import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeTraits;
import cloudjar.kernel.shape.Structure;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Inputs and outputs as events show them: names begin in lower case; secrets, content and binary values are left out, and what
 * is longer than an event may be.
 */
final class EventParameters {
    /** Longer texts are cut. */
    static final int TEXT_MAX = 1024;

    /** Longer lists and maps are cut. */
    static final int ELEMENTS_MAX = 100;

    private static final int DEPTH_MAX = 8;

    /** As AWS's own writer shows times: {@code Mar 20, 2024, 11:16:09 PM}. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss a", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** Secrets that no model marks as such. */
    private static final Set<String> SECRETS = Set.of(
            "secretAccessKey",
            "password",
            "masterUserPassword",
            "newPassword",
            "oldPassword",
            "secretString",
            "privateKey",
            "plaintext",
            "message",
            "messageBody",
            "authorizationCode");

    private final boolean storage;

    /** @param storage whether they are S3's, which shows headers by their names and structures as in its documents */
    private EventParameters(boolean storage) {
        this.storage = storage;
    }

    /** The members of an input or output; null where nothing is left to show. */
    static @Nullable Map<String, Object> of(@Nullable Structure structure, String service) {
        if (structure == null) {
            return null;
        }
        EventParameters writer = new EventParameters(service.equals("s3"));
        Map<String, Object> shown = writer.members(structure, 0);
        return shown.isEmpty() ? null : shown;
    }

    private Map<String, Object> members(Structure structure, int depth) {
        Map<String, Object> shown = new LinkedHashMap<>();
        Schema schema = structure.schema();
        for (int i = 0; i < schema.memberCount(); i++) {
            Member member = schema.member(i);
            Object value = structure.get(i);
            String name = name(member, depth);
            if (value == null || isSecret(member, name)) {
                continue;
            }
            Object text = value(value, member.target(), depth + 1);
            if (text != null) {
                shown.put(name, text);
            }
        }
        return shown;
    }

    private String name(Member member, int depth) {
        if (storage) {
            if (member.location() == Location.HEADER || member.location() == Location.QUERY) {
                return member.wireName();
            }
            if (depth > 0 || member.location() == Location.PAYLOAD) {
                return member.name();
            }
            return member.name().equals("Bucket") ? "bucketName" : lower(member.name());
        }
        return lower(member.name());
    }

    private static String lower(String name) {
        char first = name.charAt(0);
        return Character.isUpperCase(first) ? Character.toLowerCase(first) + name.substring(1) : name;
    }

    private static boolean isSecret(Member member, String name) {
        ShapeTraits traits = member.target().traits();
        boolean sensitive = traits.has(ShapeTraits.SENSITIVE) && !name.equals("sessionToken");
        return sensitive
                || traits.has(ShapeTraits.STREAMING)
                || traits.has(ShapeTraits.EVENT_STREAM)
                || SECRETS.contains(name);
    }

    private @Nullable Object value(Object value, Schema schema, int depth) {
        if (depth > DEPTH_MAX) {
            return null;
        }
        return switch (value) {
            case Structure inner -> members(inner, depth);
            case List<?> list -> list(list, schema, depth);
            case Map<?, ?> map -> map(map, schema, depth);
            case String text -> cut(text);
            case Instant time -> TIME.format(time);
            case Number number -> number;
            case Boolean bool -> bool;
            case Bytes _, Body _, Document _, EventStream _ -> null;
            default -> cut(value.toString());
        };
    }

    private List<Object> list(List<?> list, Schema schema, int depth) {
        List<Object> shown = new ArrayList<>();
        for (Object element : list.subList(0, Math.min(list.size(), ELEMENTS_MAX))) {
            Object text = element == null ? null : value(element, schema.listMember(), depth + 1);
            if (text != null) {
                shown.add(text);
            }
        }
        return shown;
    }

    private Map<String, Object> map(Map<?, ?> map, Schema schema, int depth) {
        Map<String, Object> shown = new LinkedHashMap<>();
        boolean hidden = schema.mapValue().traits().has(ShapeTraits.SENSITIVE);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (shown.size() == ELEMENTS_MAX || hidden) {
                break;
            }
            Object text = entry.getValue() == null ? null : value(entry.getValue(), schema.mapValue(), depth + 1);
            if (text != null) {
                shown.put(entry.getKey().toString(), text);
            }
        }
        return shown;
    }

    private static String cut(String text) {
        return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX);
    }
}
