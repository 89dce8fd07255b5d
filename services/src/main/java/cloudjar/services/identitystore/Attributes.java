package cloudjar.services.identitystore;

import cloudjar.api.identitystore.AttributeOperation;
import cloudjar.api.identitystore.UniqueAttribute;
import cloudjar.kernel.shape.Document;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of users and groups by their paths, such as {@code name.givenName}: the names of the model, with a small letter first.
 * Values are documents, whose members may be written either way.
 */
final class Attributes {
    /** What makes a user or group the one that it is. */
    private static final Set<String> FIXED = Set.of("UserId", "GroupId", "IdentityStoreId", "ExternalIds");

    private static final int LENGTH_MAX = 1_024;

    private Attributes() {}

    /**
     * A user or group after changes; an operation without a value takes the attribute away.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is no such attribute or the value is none for it
     */
    static <S extends Structure> S changed(S structure, List<AttributeOperation> operations, Class<S> type) {
        Structure changed = structure;
        for (AttributeOperation operation : operations) {
            Document value = operation.attributeValue();
            changed = with(
                    changed,
                    operation.attributePath(),
                    List.of(operation.attributePath().split("\\.")),
                    value == null ? null : value.value());
        }
        return type.cast(changed);
    }

    private static Structure with(Structure structure, String path, List<String> names, @Nullable Object value) {
        Member member = member(structure.schema(), names.getFirst(), path);
        @Nullable Object[] slots = structure.slots();
        if (names.size() == 1) {
            slots[member.index()] = value == null ? null : converted(member.target(), path, value);
        } else {
            if (member.target().type() != ShapeType.STRUCTURE) {
                throw unknown(path);
            }
            Structure inner = slots[member.index()] instanceof Structure known
                    ? known
                    : member.target().create(new Object[member.target().memberCount()]);
            slots[member.index()] = with(inner, path, names.subList(1, names.size()), value);
        }
        return structure.schema().create(slots);
    }

    private static Member member(Schema schema, String name, String path) {
        for (Member member : schema.members()) {
            if (member.name().equalsIgnoreCase(name) && !FIXED.contains(member.name())) {
                return member;
            }
        }
        throw unknown(path);
    }

    private static Object converted(Schema schema, String path, Object value) {
        return switch (schema.type()) {
            case STRING -> {
                if (!(value instanceof String text) || text.isEmpty() || text.length() > LENGTH_MAX) {
                    throw wrong(path);
                }
                yield text;
            }
            case BOOLEAN -> {
                if (!(value instanceof Boolean)) {
                    throw wrong(path);
                }
                yield value;
            }
            case LIST -> {
                if (!(value instanceof List<?> elements) || elements.size() > 1) {
                    throw wrong(path);
                }
                List<Object> converted = new ArrayList<>();
                for (Object element : elements) {
                    if (element == null) {
                        throw wrong(path);
                    }
                    converted.add(converted(schema.listMember(), path, element));
                }
                yield List.copyOf(converted);
            }
            case STRUCTURE -> {
                if (!(value instanceof Map<?, ?> members)) {
                    throw wrong(path);
                }
                @Nullable Object[] slots = new Object[schema.memberCount()];
                members.forEach((name, inner) -> {
                    Member member = member(schema, String.valueOf(name), path);
                    slots[member.index()] = inner == null ? null : converted(member.target(), path, inner);
                });
                yield schema.create(slots);
            }
            default -> throw wrong(path);
        };
    }

    /**
     * The text of an attribute by which one is looked up.
     *
     * @throws cloudjar.kernel.shape.ApiException where it is no text
     */
    static String text(UniqueAttribute attribute) {
        Object value = attribute.attributeValue().value();
        if (value instanceof String text) {
            return text;
        }
        throw wrong(attribute.attributePath());
    }

    static RuntimeException unknown(String path) {
        return IdentityStoreErrors.invalid("Unsupported attribute path: " + path);
    }

    private static RuntimeException wrong(String path) {
        return IdentityStoreErrors.invalid("Invalid value for attribute " + path);
    }
}
