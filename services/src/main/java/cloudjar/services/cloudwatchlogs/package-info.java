/**
 * CloudWatch Logs: groups, streams and their events; filters that count, pass on and find events; Insights queries; exports;
 * and what is kept for its own sake (deliveries, anomaly detectors, policies).
 *
 * <p>Known differences from AWS are listed in {@code docs/services/cloudwatchlogs.md}.
 */
@NullMarked
package cloudjar.services.cloudwatchlogs;

import org.jspecify.annotations.NullMarked;
