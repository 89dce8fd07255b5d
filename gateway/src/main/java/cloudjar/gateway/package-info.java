/**
 * The front door: everything between a socket and a service's method.
 *
 * <p>{@link cloudjar.gateway.Gateway} puts it together; {@code chain} holds the list of steps, the other packages one step
 * or one subsystem each.
 */
@NullMarked
package cloudjar.gateway;

import org.jspecify.annotations.NullMarked;
