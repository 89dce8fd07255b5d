/** What happened at the front door: the last requests, and counters and latencies per operation. */
@NullMarked
package cloudjar.gateway.audit;

import org.jspecify.annotations.NullMarked;
