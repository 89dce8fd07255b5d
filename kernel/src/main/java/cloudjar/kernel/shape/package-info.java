/** The runtime of AWS's API models: schemas, the structures they describe, and the constraints they carry. */
@NullMarked
package cloudjar.kernel.shape;

import org.jspecify.annotations.NullMarked;
