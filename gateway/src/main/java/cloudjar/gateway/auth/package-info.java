/** Who signed a request: what it claims, and what becomes of the claim. */
@NullMarked
package cloudjar.gateway.auth;

import org.jspecify.annotations.NullMarked;
