/**
 * Application Auto Scaling: scalable targets, the policies and scheduled actions that move their capacity, and what became of it.
 *
 * <p>Known differences from AWS are listed in {@code docs/services/application-autoscaling.md}.
 */
@NullMarked
package cloudjar.services.applicationautoscaling;

import org.jspecify.annotations.NullMarked;
