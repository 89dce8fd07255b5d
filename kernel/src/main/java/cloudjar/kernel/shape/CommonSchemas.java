package cloudjar.kernel.shape;

import org.jspecify.annotations.Nullable;

/** The one schema that belongs to no service: an error with a message. */
final class CommonSchemas implements SchemaSource {
    static final Schema ERROR;

    private final Schema[] shapes = new Schema[2];

    static {
        CommonSchemas source = new CommonSchemas();
        Member[] members = {
            new Member(
                    source,
                    1,
                    "message",
                    0,
                    0,
                    Location.BODY,
                    "",
                    "message",
                    "Message",
                    "Message",
                    "Message",
                    null,
                    null,
                    null)
        };
        source.shapes[0] =
                new Schema(source, 0, "CommonError", ShapeType.STRUCTURE, members, Constraints.NONE, ShapeTraits.NONE);
        source.shapes[1] =
                new Schema(source, 1, "String", ShapeType.STRING, new Member[0], Constraints.NONE, ShapeTraits.NONE);
        ERROR = source.shapes[0];
    }

    @Override
    public Schema shape(int index) {
        return shapes[index];
    }

    @Override
    public Structure create(Schema schema, @Nullable Object[] values) {
        return new UntypedStructure(schema, values);
    }
}
