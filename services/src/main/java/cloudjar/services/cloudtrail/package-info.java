/**
 * AWS CloudTrail: every call becomes an event; trails deliver events to buckets, with digests that prove them whole.
 *
 * <p>Known differences from AWS: events can be looked up at once, not after minutes; an event's TLS details name the host
 * only; event data stores, queries, channels, imports and insights are not there.
 */
@NullMarked
package cloudjar.services.cloudtrail;

import org.jspecify.annotations.NullMarked;
