/** Tests of the checksums. */
@NullMarked
package cloudjar.protocols.checksums;

import org.jspecify.annotations.NullMarked;
