/** Signature Version 4 and 4A: what AWS's documentation says is signed, and whether it was signed with the right secret. */
@NullMarked
package cloudjar.gateway.sigv4;

import org.jspecify.annotations.NullMarked;
