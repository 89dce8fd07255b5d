/**
 * The stages of a call, from {@link cloudjar.gateway.stage.Admitted} to {@link cloudjar.gateway.stage.Completed}, and what
 * a {@link cloudjar.gateway.stage.Step} between two of them is.
 */
@NullMarked
package cloudjar.gateway.stage;

import org.jspecify.annotations.NullMarked;
