package cloudjar.kernel.shape;

import org.jspecify.annotations.Nullable;

/** A structure of a shape that has no generated class. */
final class UntypedStructure extends Structure {
    private final Schema schema;

    UntypedStructure(Schema schema, @Nullable Object[] values) {
        super(values);
        this.schema = schema;
    }

    @Override
    public Schema schema() {
        return schema;
    }
}
