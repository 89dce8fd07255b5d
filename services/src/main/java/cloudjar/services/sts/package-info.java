/**
 * AWS Security Token Service: who calls, and temporary credentials.
 *
 * <p>Known differences from AWS stand in {@code docs/services/sts.md}.
 */
@NullMarked
package cloudjar.services.sts;

import org.jspecify.annotations.NullMarked;
