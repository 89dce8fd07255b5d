/**
 * The event stream encoding ({@code application/vnd.amazon.eventstream}): messages with typed headers and checksums, each
 * an event, an exception or an error, in both directions.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">the specification</a>
 */
@NullMarked
package cloudjar.protocols.eventstream;

import org.jspecify.annotations.NullMarked;
