/**
 * @title@.
 *
 * <p>Known differences from AWS: no operation is there.
 */
@NullMarked
package cloudjar.services.@id@;

import org.jspecify.annotations.NullMarked;
