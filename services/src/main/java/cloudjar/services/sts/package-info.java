/**
 * AWS Security Token Service.
 *
 * <p>Known differences from AWS: only {@code GetCallerIdentity} is there.
 */
@NullMarked
package cloudjar.services.sts;

import org.jspecify.annotations.NullMarked;
