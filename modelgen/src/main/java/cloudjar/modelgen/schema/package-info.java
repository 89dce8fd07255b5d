/** Writes the compiled form of a model, which {@code cloudjar.kernel.shape.ServiceSchema} reads. */
@NullMarked
package cloudjar.modelgen.schema;

import org.jspecify.annotations.NullMarked;
