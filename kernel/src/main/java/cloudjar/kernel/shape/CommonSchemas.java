package cloudjar.kernel.shape;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The schemas that belong to no service: errors with a message and some other texts. */
final class CommonSchemas implements SchemaSource {
    /** An error with a message and nothing else. */
    static final Schema ERROR = error(List.of());

    private final Schema[] shapes = new Schema[2];

    private CommonSchemas() {}

    /** An error with a message and texts of these names. */
    static Schema error(Collection<String> names) {
        CommonSchemas source = new CommonSchemas();
        Member[] members = new Member[names.size() + 1];
        members[0] = text(source, 0, "message", "Message");
        int index = 1;
        for (String name : names) {
            members[index] = text(source, index, name, name);
            index++;
        }
        source.shapes[0] =
                new Schema(source, 0, "CommonError", ShapeType.STRUCTURE, members, Constraints.NONE, ShapeTraits.NONE);
        source.shapes[1] =
                new Schema(source, 1, "String", ShapeType.STRING, new Member[0], Constraints.NONE, ShapeTraits.NONE);
        return source.shapes[0];
    }

    private static Member text(CommonSchemas source, int index, String name, String xmlName) {
        return new Member(
                source, 1, name, index, 0, Location.BODY, "", name, xmlName, xmlName, xmlName, null, null, null);
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
