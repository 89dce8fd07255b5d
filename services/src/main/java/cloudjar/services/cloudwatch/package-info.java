/**
 * CloudWatch: metrics with their roll-ups, statistics and metric math; alarms that watch them; dashboards and pictures of metrics;
 * and what is kept for its own sake (metric streams, anomaly detectors, insight rules).
 *
 * <p>Known differences from AWS are listed in {@code docs/services/cloudwatch.md}.
 */
@NullMarked
package cloudjar.services.cloudwatch;

import org.jspecify.annotations.NullMarked;
