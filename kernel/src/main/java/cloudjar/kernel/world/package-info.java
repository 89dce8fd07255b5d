/** Worlds: whole clouds, each with its state, clock and blobs. */
@NullMarked
package cloudjar.kernel.world;

import org.jspecify.annotations.NullMarked;
