package cloudjar.services.dax.wire;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.kernel.shape.Bytes;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Attribute values. */
public final class Values {
    private static final int STRINGS = 3321;
    private static final int NUMBERS = 3322;
    private static final int BINARIES = 3323;

    /** How deep values nest that anybody takes; DynamoDB says so of more than 32. */
    private static final int DEPTH_MAX = 64;

    private Values() {}

    /** Reads one value. */
    public static AttributeValue read(CborReader in) throws IOException {
        return read(in, 0);
    }

    private static AttributeValue read(CborReader in, int depth) throws IOException {
        if (depth > DEPTH_MAX) {
            throw new WireException("nested too deep");
        }
        AttributeValue.Builder value = AttributeValue.builder();
        switch (in.major()) {
            case 0, 1 -> value.n(text(in.readNumber()));
            case 2 -> value.b(Bytes.wrap(in.readBytes()));
            case 3 -> value.s(in.readText());
            case 4 -> value.l(list(in, depth));
            case 5 -> value.m(map(in, depth));
            case 6 -> readTagged(in, value);
            default -> {
                if (in.tryNull()) {
                    value.null_(true);
                } else if (in.peek() == 0xfb) {
                    value.n(text(in.readNumber()));
                } else {
                    value.bool(in.readBoolean());
                }
            }
        }
        return value.build();
    }

    private static void readTagged(CborReader in, AttributeValue.Builder value) throws IOException {
        int tag = in.readTag();
        switch (tag) {
            case STRINGS -> value.ss(elements(in, CborReader::readText));
            case NUMBERS -> value.ns(elements(in, reader -> text(reader.readNumber())));
            case BINARIES -> value.bs(elements(in, reader -> Bytes.wrap(reader.readBytes())));
            default -> value.n(text(in.tagged(tag)));
        }
    }

    @FunctionalInterface
    private interface Element<T> {
        T read(CborReader in) throws IOException;
    }

    private static <T> List<T> elements(CborReader in, Element<T> element) throws IOException {
        int count = in.readArray();
        List<T> all = new ArrayList<>();
        while (in.more(count, all.size())) {
            all.add(element.read(in));
        }
        return all;
    }

    private static List<AttributeValue> list(CborReader in, int depth) throws IOException {
        return elements(in, reader -> read(reader, depth + 1));
    }

    private static Map<String, AttributeValue> map(CborReader in, int depth) throws IOException {
        int count = in.readMap();
        Map<String, AttributeValue> all = new LinkedHashMap<>();
        for (int i = 0; in.more(count, i); i++) {
            all.put(in.readText(), read(in, depth + 1));
        }
        return all;
    }

    /** Writes one value. */
    public static CborWriter write(CborWriter out, AttributeValue value) {
        if (value.s() != null) {
            return out.text(Objects.requireNonNull(value.s()));
        }
        if (value.n() != null) {
            return out.number(new BigDecimal(Objects.requireNonNull(value.n())));
        }
        if (value.b() != null) {
            return out.bytes(Objects.requireNonNull(value.b()).toArray());
        }
        if (value.bool() != null) {
            return out.bool(Objects.requireNonNull(value.bool()));
        }
        if (value.hasM()) {
            return writeMap(out, value.m());
        }
        if (value.hasL()) {
            out.array(value.l().size());
            value.l().forEach(element -> write(out, element));
            return out;
        }
        return writeSet(out, value);
    }

    private static CborWriter writeMap(CborWriter out, Map<String, AttributeValue> map) {
        out.map(map.size());
        map.forEach((name, element) -> write(out.text(name), element));
        return out;
    }

    private static CborWriter writeSet(CborWriter out, AttributeValue value) {
        if (value.hasSs()) {
            out.tag(STRINGS).array(value.ss().size());
            value.ss().forEach(out::text);
        } else if (value.hasNs()) {
            out.tag(NUMBERS).array(value.ns().size());
            value.ns().forEach(number -> out.number(new BigDecimal(number)));
        } else if (value.hasBs()) {
            out.tag(BINARIES).array(value.bs().size());
            value.bs().forEach(bytes -> out.bytes(bytes.toArray()));
        } else {
            out.nothing();
        }
        return out;
    }

    static String text(BigDecimal number) {
        return number.scale() <= 0 && number.precision() - number.scale() <= 40
                ? number.toPlainString()
                : number.toString();
    }
}
