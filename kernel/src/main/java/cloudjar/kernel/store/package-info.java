/**
 * All state: an ordered, transactional key-value {@link cloudjar.kernel.store.Store} with typed tables on top.
 *
 * <p>Every key is a tuple; one world is one store, so the world is no part of the key:
 *
 * <pre>
 * account   String   twelve digits, or empty for what belongs to the whole world
 *  region   String   "us-east-1", or empty for what belongs to no region
 *   service String   "sqs"
 *    table  String   "queues"; an index of it is a sibling named "queues/by-created"
 *     ...            the table's own key; in an index: the index key, then the table's own key
 * </pre>
 *
 * <p>The kernel's own tables live in the global scope, service {@code kernel}:
 *
 * <pre>
 * "" "" kernel timers        handler String, id String                 {@link cloudjar.kernel.store.ScheduledTimer}
 * "" "" kernel timers/by-due due Instant, handler String, id String    (nothing)
 * "" "" kernel blobs         number long                               references, an int
 * </pre>
 *
 * <p>On rows stand {@link cloudjar.kernel.store.Table}s with their indexes and {@linkplain cloudjar.kernel.store.Expiry
 * expiries}, {@link cloudjar.kernel.store.Counter}s and {@link cloudjar.kernel.store.Log}s.
 *
 * <p>A value is immutable. The memory engine keeps it as the object it is; other engines, and {@link
 * cloudjar.kernel.store.CheckingStore} in tests, pass it through its {@link cloudjar.kernel.store.Codec}.
 */
@NullMarked
package cloudjar.kernel.store;

import org.jspecify.annotations.NullMarked;
