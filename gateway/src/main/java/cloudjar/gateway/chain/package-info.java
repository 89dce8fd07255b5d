/** The list of steps that a call goes through, and the stages that they hand on. */
@NullMarked
package cloudjar.gateway.chain;

import org.jspecify.annotations.NullMarked;
