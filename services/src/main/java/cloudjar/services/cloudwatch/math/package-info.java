/**
 * Metric math: expressions over time series.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">Metric math</a>
 */
@NullMarked
package cloudjar.services.cloudwatch.math;

import org.jspecify.annotations.NullMarked;
