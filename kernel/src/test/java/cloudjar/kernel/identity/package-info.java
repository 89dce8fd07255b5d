/** Tests of what is known of identities. */
@NullMarked
package cloudjar.kernel.identity;

import org.jspecify.annotations.NullMarked;
