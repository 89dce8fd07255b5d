/** Corrections to published models, kept by hand: small files in which every line has its reason. */
@NullMarked
package cloudjar.modelgen.overlay;

import org.jspecify.annotations.NullMarked;
