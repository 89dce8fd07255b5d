package cloudjar.kernel.shape;

import org.jspecify.annotations.Nullable;

/** Where a schema comes from: resolves its neighbours by number and makes its structures. */
interface SchemaSource {
    /** The shape with this number. */
    Schema shape(int index);

    Structure create(Schema schema, @Nullable Object[] values);
}
