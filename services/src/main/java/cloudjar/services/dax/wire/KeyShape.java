package cloudjar.services.dax.wire;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The key of a table: one or two attributes. A key goes as bytes: the one attribute as it is (a number in CBOR), or the first of two
 * in CBOR and the second as it is, numbers so that they order.
 */
public record KeyShape(List<Attribute> attributes) {
    /** One attribute of a key, and which of S, N and B it is. */
    public record Attribute(String name, String type) {}

    public KeyShape {
        attributes = List.copyOf(attributes);
    }

    boolean has(String name) {
        return attributes.stream().anyMatch(attribute -> attribute.name().equals(name));
    }

    /** Reads a key. */
    public Map<String, AttributeValue> read(byte[] bytes) throws IOException {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        Attribute hash = attributes.getFirst();
        if (attributes.size() == 1) {
            key.put(
                    hash.name(),
                    hash.type().equals("N") ? number(cbor(bytes).readNumber()) : value(hash.type(), bytes));
            return key;
        }
        CborReader in = cbor(bytes);
        key.put(
                hash.name(),
                switch (hash.type()) {
                    case "N" -> number(in.readNumber());
                    case "S" -> AttributeValue.builder().s(in.readText()).build();
                    default -> value("B", in.readBytes());
                });
        Attribute range = attributes.getLast();
        byte[] rest = in.rest();
        key.put(range.name(), range.type().equals("N") ? number(SortedNumber.decode(rest)) : value(range.type(), rest));
        return key;
    }

    /** Writes the key of an item. */
    public byte[] write(Map<String, AttributeValue> item) {
        CborWriter out = new CborWriter();
        AttributeValue hash =
                Objects.requireNonNull(item.get(attributes.getFirst().name()));
        if (attributes.size() == 1) {
            return hash.n() == null ? raw(hash) : Values.write(out, hash).toBytes();
        }
        AttributeValue range =
                Objects.requireNonNull(item.get(attributes.getLast().name()));
        Values.write(out, hash);
        return out.raw(range.n() == null ? raw(range) : SortedNumber.encode(new BigDecimal(range.n())))
                .toBytes();
    }

    /** The shape itself, as clients ask for it. */
    public CborWriter describe(CborWriter out) {
        out.map(attributes.size());
        attributes.forEach(attribute -> out.text(attribute.name()).text(attribute.type()));
        return out;
    }

    private static byte[] raw(AttributeValue value) {
        String text = value.s();
        return text == null ? Objects.requireNonNull(value.b()).toArray() : text.getBytes(StandardCharsets.UTF_8);
    }

    private static CborReader cbor(byte[] bytes) {
        return new CborReader(new ByteArrayInputStream(bytes));
    }

    private static AttributeValue number(BigDecimal number) {
        return AttributeValue.builder().n(Values.text(number)).build();
    }

    private static AttributeValue value(String type, byte[] bytes) {
        return type.equals("S")
                ? AttributeValue.builder()
                        .s(new String(bytes, StandardCharsets.UTF_8))
                        .build()
                : AttributeValue.builder().b(Bytes.wrap(bytes)).build();
    }
}
