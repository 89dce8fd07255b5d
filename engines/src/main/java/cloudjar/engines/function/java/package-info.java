/**
 * What starts functions written in Java: runs in the process of a function, beside the function's own classes and without the
 * rest of cloudjar.
 */
@NullMarked
package cloudjar.engines.function.java;

import org.jspecify.annotations.NullMarked;
