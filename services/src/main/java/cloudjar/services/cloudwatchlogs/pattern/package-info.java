/**
 * The filter patterns of CloudWatch Logs: terms, JSON selectors, and fields that spaces set apart.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter pattern syntax</a>
 */
@NullMarked
package cloudjar.services.cloudwatchlogs.pattern;

import org.jspecify.annotations.NullMarked;
