/** The doors of data planes: connections on ports of their own. */
@NullMarked
package cloudjar.gateway.tcp;

import org.jspecify.annotations.NullMarked;
