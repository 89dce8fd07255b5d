package cloudjar.services.dax.wire;

import cloudjar.api.dynamodb.AttributeValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Items: the number of the list of their attributes' names, and the values; without the key. */
public record Items(AttributeLists lists) {
    /** Reads an item and puts its key to it. */
    public Map<String, AttributeValue> read(byte[] bytes, Map<String, AttributeValue> key) throws IOException {
        CborReader in = new CborReader(new ByteArrayInputStream(bytes));
        Map<String, AttributeValue> item = new LinkedHashMap<>(key);
        for (String name : lists.names(in.readInt())) {
            item.put(name, Values.read(in));
        }
        return item;
    }

    /** An item without its key. */
    public CborWriter write(Map<String, AttributeValue> item, KeyShape shape) throws WireException {
        TreeSet<String> names = new TreeSet<>(item.keySet());
        shape.attributes().forEach(attribute -> names.remove(attribute.name()));
        List<String> ordered = new ArrayList<>(names);
        CborWriter out = new CborWriter().integer(lists.id(ordered));
        ordered.forEach(name -> Values.write(out, Objects.requireNonNull(item.get(name))));
        return out;
    }

    /** Some attributes of an item, each by its place in the list. */
    public CborWriter writeSome(Map<String, AttributeValue> attributes) throws WireException {
        List<String> ordered = new ArrayList<>(new TreeSet<>(attributes.keySet()));
        CborWriter out = new CborWriter().integer(lists.id(ordered)).map();
        for (int i = 0; i < ordered.size(); i++) {
            Values.write(out.integer(i), Objects.requireNonNull(attributes.get(ordered.get(i))));
        }
        return out.end();
    }

    /** A key of an index, by names. */
    public static CborWriter named(Map<String, AttributeValue> key) {
        CborWriter out = new CborWriter().map();
        key.forEach((name, value) -> Values.write(out.text(name), value));
        return out.end();
    }

    /** Reads a key of an index. */
    public static Map<String, AttributeValue> readNamed(byte[] bytes) throws IOException {
        CborReader in = new CborReader(new ByteArrayInputStream(bytes));
        int count = in.readMap();
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        for (int i = 0; in.more(count, i); i++) {
            key.put(in.readText(), Values.read(in));
        }
        return key;
    }
}
