/** Values at random that keep the constraints of their schemas, repeatable by their seed. */
@NullMarked
package cloudjar.testkit.structure;

import org.jspecify.annotations.NullMarked;
