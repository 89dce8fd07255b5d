/** Writes the typed Java API of a service: one generator for each kind of source file. */
@NullMarked
package cloudjar.modelgen.java;

import org.jspecify.annotations.NullMarked;
