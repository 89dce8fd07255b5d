/**
 * The query language of CloudWatch Logs Insights: records go through commands one after the other.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html">Query syntax</a>
 */
@NullMarked
package cloudjar.services.cloudwatchlogs.query;

import org.jspecify.annotations.NullMarked;
