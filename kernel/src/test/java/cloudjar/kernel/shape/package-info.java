/** Tests of schemas, structures and their validation. */
@NullMarked
package cloudjar.kernel.shape;

import org.jspecify.annotations.NullMarked;
