/** Decoders under random and mutated input: each answers with a structure or with the caller's own fault. */
@NullMarked
package cloudjar.protocols.fuzz;

import org.jspecify.annotations.NullMarked;
