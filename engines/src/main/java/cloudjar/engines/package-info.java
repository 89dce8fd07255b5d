/** Adapters to real data planes: each implements an interface of the kernel. */
@NullMarked
package cloudjar.engines;

import org.jspecify.annotations.NullMarked;
