/** Streams that verify on the way the checksums with which clients guard content. */
@NullMarked
package cloudjar.protocols.checksums;

import org.jspecify.annotations.NullMarked;
