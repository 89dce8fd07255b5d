/** Tests of proofs from outside. */
@NullMarked
package cloudjar.kernel.federation;

import org.jspecify.annotations.NullMarked;
