/**
 * AWS's wire protocols: each turns HTTP messages into structures and back, knowing nothing but schemas.
 *
 * <p>{@link cloudjar.protocols.Protocol} is the seam; the sub-packages hold one protocol family each.
 */
@NullMarked
package cloudjar.protocols;

import org.jspecify.annotations.NullMarked;
