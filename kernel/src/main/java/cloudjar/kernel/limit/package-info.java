/** Quotas of AWS services: each stated once, with its unit, its source and its value in two profiles. */
@NullMarked
package cloudjar.kernel.limit;

import org.jspecify.annotations.NullMarked;
