package cloudjar.kernel.shape;

import org.jspecify.annotations.Nullable;

/** Makes the generated class of a shape; every typed API has one, generated. */
@FunctionalInterface
public interface StructureFactory {
    /** An untyped structure for every shape: for services without a generated Java API. */
    StructureFactory UNTYPED = (shape, values) -> null;

    /**
     * The generated structure of the shape with this number, or null where it has no generated class.
     *
     * <p>Returns {@code Object}, not {@link Structure}, so that verifying the generated switch loads none of the classes
     * it can make.
     */
    @Nullable
    Object create(int shape, @Nullable Object[] values);
}
