/** Which operations of which services are implemented, read from the objects that implement them. */
@NullMarked
package cloudjar.server.coverage;

import org.jspecify.annotations.NullMarked;
