/** The checksums with which clients guard content, over content that comes in pieces. */
@NullMarked
package cloudjar.kernel.checksum;

import org.jspecify.annotations.NullMarked;
