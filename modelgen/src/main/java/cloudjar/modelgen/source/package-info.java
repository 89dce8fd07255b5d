/** Reads AWS's API models from the archives in which they are published. */
@NullMarked
package cloudjar.modelgen.source;

import org.jspecify.annotations.NullMarked;
