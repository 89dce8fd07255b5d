/** Inputs held against the constraints of their models, and AWS's words for what does not fit. */
@NullMarked
package cloudjar.gateway.validate;

import org.jspecify.annotations.NullMarked;
