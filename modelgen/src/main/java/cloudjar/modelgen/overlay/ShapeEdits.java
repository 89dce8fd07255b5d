package cloudjar.modelgen.overlay;

import cloudjar.kernel.shape.ShapeTraits;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.TimestampFormat;
import cloudjar.kernel.shape.XmlNamespace;
import cloudjar.modelgen.model.MemberModel;
import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.model.ShapeModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts about shapes. */
final class ShapeEdits {
    private static final String NONE = "none";

    private ShapeEdits() {}

    /** {@code add-structure Name Member:Type…} and {@code add-union} likewise. */
    static void addStructure(OverlayLine line, ShapeType type, ServiceModel model) {
        line.allow();
        ShapeModel shape = add(line, new ShapeModel(line.word(1), type), model);
        for (String member : line.wordsFrom(2)) {
            shape.members.add(MemberNotation.parse(line, member, model));
        }
    }

    /** {@code add-list Name of=Shape name=}. */
    static void addList(OverlayLine line, ServiceModel model) {
        line.words(2).allow("of", "name");
        ShapeModel shape = add(line, new ShapeModel(line.word(1), ShapeType.LIST), model);
        MemberModel member = MemberNotation.parse(line, "member:" + line.option("of", ""), model);
        member.xmlName = line.option("name");
        member.queryName = line.option("name");
        shape.members.add(member);
    }

    /** {@code add-map Name key=Shape value=Shape}. */
    static void addMap(OverlayLine line, ServiceModel model) {
        line.words(2).allow("key", "value");
        ShapeModel shape = add(line, new ShapeModel(line.word(1), ShapeType.MAP), model);
        shape.members.add(MemberNotation.parse(line, "key:" + line.option("key", "String"), model));
        shape.members.add(MemberNotation.parse(line, "value:" + line.option("value", "String"), model));
    }

    /** {@code add-string Name} with the options of {@code shape}; {@code add-integer} likewise. */
    static void addSimple(OverlayLine line, ShapeType type, ServiceModel model) {
        add(line.words(2), new ShapeModel(line.word(1), type), model);
        change(line, model);
    }

    /**
     * {@code shape Name min= max= pattern= enum= enum+= xmlName= namespace= timestampFormat= streaming=}; {@code none} takes
     * a constraint away.
     */
    static void change(OverlayLine line, ServiceModel model) {
        line.words(2)
                .allow(
                        "min",
                        "max",
                        "pattern",
                        "enum",
                        "enum+",
                        "xmlName",
                        "namespace",
                        "timestampFormat",
                        "streaming");
        ShapeModel shape = shape(line, line.word(1), model);
        shape.min = bound(line, "min", shape.min);
        shape.max = bound(line, "max", shape.max);
        shape.pattern = text(line, "pattern", shape.pattern);
        if (line.has("enum")) {
            shape.enumValues = line.option("enum", "").equals(NONE) ? List.of() : line.list("enum");
        }
        if (line.has("enum+")) {
            List<String> values = new ArrayList<>(shape.enumValues);
            values.addAll(line.list("enum+"));
            shape.enumValues = List.copyOf(values);
        }
        shape.xmlName = text(line, "xmlName", shape.xmlName);
        if (line.has("namespace")) {
            shape.xmlNamespace = new XmlNamespace("", line.option("namespace", ""));
        }
        if (line.has("timestampFormat")) {
            shape.timestampFormat = timestampFormat(line);
        }
        if (line.has("streaming")) {
            shape.flags = OverlayFlags.with(shape.flags, ShapeTraits.STREAMING, line.flag("streaming"));
        }
    }

    private static @Nullable Double bound(OverlayLine line, String key, @Nullable Double known) {
        String value = text(line, key, "");
        if (value == null) {
            return null;
        }
        try {
            return value.isEmpty() ? known : Double.valueOf(value);
        } catch (NumberFormatException e) {
            throw line.problem(key + " is no number: " + value);
        }
    }

    private static @Nullable String text(OverlayLine line, String key, @Nullable String known) {
        String value = line.option(key);
        if (value == null) {
            return known;
        }
        return value.equals(NONE) ? null : value;
    }

    static TimestampFormat timestampFormat(OverlayLine line) {
        try {
            return TimestampFormat.valueOf(line.option("timestampFormat", ""));
        } catch (IllegalArgumentException e) {
            throw line.problem("no timestamp format " + line.option("timestampFormat"));
        }
    }

    /** Adds a shape that the model must not have yet. */
    static ShapeModel add(OverlayLine line, ShapeModel shape, ServiceModel model) {
        if (model.shapes().putIfAbsent(shape.name, shape) != null) {
            throw line.problem("the model has " + shape.name + " already");
        }
        return shape;
    }

    static ShapeModel shape(OverlayLine line, String name, ServiceModel model) {
        ShapeModel shape = model.shapes().get(name);
        if (shape == null) {
            throw line.problem("no shape " + name);
        }
        return shape;
    }
}
