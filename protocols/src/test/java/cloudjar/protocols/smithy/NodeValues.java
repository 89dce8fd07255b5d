package cloudjar.protocols.smithy;

import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Document;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.Defaults;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.NumberNode;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.node.StringNode;

/** Makes values from the {@code params} of a test case. */
public final class NodeValues {
    private NodeValues() {}

    /** A structure as a service would build it: absent members have their defaults. */
    public static Structure structure(Schema schema, ObjectNode params) {
        @Nullable Object[] slots = new @Nullable Object[schema.memberCount()];
        params.getStringMap().forEach((name, node) -> {
            Member member = Objects.requireNonNull(schema.member(name), () -> schema + " has no member " + name);
            slots[member.index()] = node.isNullNode() ? null : value(member.target(), node);
        });
        if (schema.type() == ShapeType.STRUCTURE) {
            Defaults.fill(schema, slots);
        }
        return schema.create(slots);
    }

    /** The value of {@code schema} that {@code node}, which is not null, stands for. */
    public static Object value(Schema schema, Node node) {
        return switch (schema.type()) {
            case BOOLEAN -> node.expectBooleanNode().getValue();
            case BYTE, SHORT, INTEGER -> node.expectNumberNode().getValue().intValue();
            case LONG -> node.expectNumberNode().getValue().longValue();
            case FLOAT -> (float) real(node);
            case DOUBLE -> real(node);
            case BIG_INTEGER -> decimal(node).toBigIntegerExact();
            case BIG_DECIMAL -> decimal(node);
            case STRING -> node.expectStringNode().getValue();
            case BLOB -> blob(schema, node);
            case TIMESTAMP -> timestamp(node);
            case DOCUMENT -> new Document(bare(node));
            case LIST -> list(schema, node);
            case MAP -> map(schema, node);
            case STRUCTURE, UNION -> structure(schema, node.expectObjectNode());
        };
    }

    private static double real(Node node) {
        return node instanceof StringNode text
                ? Double.parseDouble(text.getValue())
                : node.expectNumberNode().getValue().doubleValue();
    }

    private static BigDecimal decimal(Node node) {
        return new BigDecimal(node.expectNumberNode().getValue().toString());
    }

    private static Object blob(Schema schema, Node node) {
        Bytes bytes = Bytes.ofUtf8(node.expectStringNode().getValue());
        return schema.streaming() ? Body.of(bytes) : bytes;
    }

    private static Instant timestamp(Node node) {
        if (node instanceof StringNode text) {
            return Instant.parse(text.getValue());
        }
        BigDecimal millis = decimal(node).movePointRight(3);
        return Instant.ofEpochMilli(millis.longValue());
    }

    private static Object list(Schema schema, Node node) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Node element : node.expectArrayNode().getElements()) {
            values.add(element.isNullNode() ? null : value(schema.listMember(), element));
        }
        return Collections.unmodifiableList(values);
    }

    private static Object map(Schema schema, Node node) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        node.expectObjectNode()
                .getStringMap()
                .forEach((key, value) -> values.put(key, value.isNullNode() ? null : value(schema.mapValue(), value)));
        return Collections.unmodifiableMap(values);
    }

    private static @Nullable Object bare(Node node) {
        return switch (node.getType()) {
            case NULL -> null;
            case BOOLEAN -> node.expectBooleanNode().getValue();
            case STRING -> node.expectStringNode().getValue();
            case NUMBER -> number(node.expectNumberNode());
            case ARRAY -> {
                List<@Nullable Object> values = new ArrayList<>();
                node.expectArrayNode().getElements().forEach(element -> values.add(bare(element)));
                yield values;
            }
            case OBJECT -> {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                node.expectObjectNode().getStringMap().forEach((key, value) -> values.put(key, bare(value)));
                yield values;
            }
        };
    }

    private static Number number(NumberNode node) {
        return node.isFloatingPointNumber() ? (Number) node.getValue().doubleValue() : node.getValue();
    }
}
