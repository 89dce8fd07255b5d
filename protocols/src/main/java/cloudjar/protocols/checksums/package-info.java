/** The checksums with which clients guard content: the algorithms, and streams that verify them on the way. */
@NullMarked
package cloudjar.protocols.checksums;

import org.jspecify.annotations.NullMarked;
