package cloudjar.kernel.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Schemas made by hand, for tests of what walks them. */
public final class Shapes implements SchemaSource {
    private final List<Schema> shapes = new ArrayList<>();

    /** A string. */
    public Schema string(Constraints constraints) {
        return add("String", ShapeType.STRING, constraints);
    }

    /** A shape without members. */
    public Schema scalar(ShapeType type, Constraints constraints) {
        return add(type.name(), type, constraints);
    }

    /** A string that is not shown. */
    public Schema secret(Constraints constraints) {
        ShapeTraits sensitive = new ShapeTraits(ShapeTraits.SENSITIVE, null, null, null, null, null);
        Schema schema =
                new Schema(this, shapes.size(), "Secret", ShapeType.STRING, new Member[0], constraints, sensitive);
        shapes.add(schema);
        return schema;
    }

    /** A list. */
    public Schema list(Schema element, Constraints constraints) {
        return add("List", ShapeType.LIST, constraints, member("member", 0, element, 0));
    }

    /** A map. */
    public Schema map(Schema key, Schema value, Constraints constraints) {
        return add("Map", ShapeType.MAP, constraints, member("key", 0, key, 0), member("value", 1, value, 0));
    }

    /** A structure. */
    public Schema structure(String name, Member... members) {
        return add(name, ShapeType.STRUCTURE, Constraints.NONE, members);
    }

    /** A member that may be absent. */
    public Member optional(String name, int index, Schema target) {
        return member(name, index, target, 0);
    }

    /** A member that may not be absent. */
    public Member required(String name, int index, Schema target) {
        return member(name, index, target, Member.REQUIRED);
    }

    private Member member(String name, int index, Schema target, int flags) {
        return new Member(
                this, target.index(), name, index, flags, Location.BODY, "", name, name, name, name, null, null, null);
    }

    private Schema add(String name, ShapeType type, Constraints constraints, Member... members) {
        Schema schema = new Schema(this, shapes.size(), name, type, members, constraints, ShapeTraits.NONE);
        shapes.add(schema);
        return schema;
    }

    @Override
    public Schema shape(int index) {
        return shapes.get(index);
    }

    @Override
    public Structure create(Schema schema, @Nullable Object[] values) {
        return new UntypedStructure(schema, values);
    }
}
