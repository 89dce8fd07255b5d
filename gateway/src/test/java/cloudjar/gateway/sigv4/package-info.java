/** Tests of signatures. */
@NullMarked
package cloudjar.gateway.sigv4;

import org.jspecify.annotations.NullMarked;
