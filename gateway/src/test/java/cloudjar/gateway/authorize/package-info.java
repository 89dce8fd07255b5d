/** Tests of who may. */
@NullMarked
package cloudjar.gateway.authorize;

import org.jspecify.annotations.NullMarked;
