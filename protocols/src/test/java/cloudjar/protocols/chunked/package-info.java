/** Tests of the content codings. */
@NullMarked
package cloudjar.protocols.chunked;

import org.jspecify.annotations.NullMarked;
