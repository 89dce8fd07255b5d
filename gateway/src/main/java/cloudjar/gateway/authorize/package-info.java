/** Whether a caller may do what it asks for. */
@NullMarked
package cloudjar.gateway.authorize;

import org.jspecify.annotations.NullMarked;
