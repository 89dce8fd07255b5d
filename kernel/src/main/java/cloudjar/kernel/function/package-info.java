/**
 * Functions that users wrote, and where they run: what a service says of a function and of one invocation of it, and what an
 * engine answers. Engines live outside the kernel; {@link FunctionEngine#NONE} stands where there is none.
 */
@NullMarked
package cloudjar.kernel.function;

import org.jspecify.annotations.NullMarked;
