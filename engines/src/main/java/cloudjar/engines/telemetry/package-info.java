/**
 * AWS's Telemetry API and the older Logs API: what a sandbox tells of itself to the extensions that subscribed, in batches that are
 * posted to where they listen. {@link cloudjar.engines.telemetry.Telemetry} is one sandbox's.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/telemetry-api.html">Telemetry API</a>
 */
@NullMarked
package cloudjar.engines.telemetry;

import org.jspecify.annotations.NullMarked;
