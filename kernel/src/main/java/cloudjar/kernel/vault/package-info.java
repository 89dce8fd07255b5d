/** Secrets that are kept: sealed where state outlives the process, so that who reads its files learns none. */
@NullMarked
package cloudjar.kernel.vault;

import org.jspecify.annotations.NullMarked;
