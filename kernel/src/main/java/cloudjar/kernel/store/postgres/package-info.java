/**
 * The engine that several cloudjar processes (nodes) share: one database that speaks PostgreSQL's protocol.
 *
 * <pre>
 * cloudjar_format    one row: the version of everything below, and how often it was announced that all look again
 * cloudjar_worlds    id, name, whether it is on its way out
 * cloudjar_rows      world, key, value: every row of every world, in the order of keys
 * cloudjar_nodes     who is alive: renewed every second, and dead a few seconds after the last time
 * cloudjar_contents  number: content that is too large for a row, and since when it is there, or is to go
 * cloudjar_parts     number, part, bytes: what that content is
 * cloudjar_ids       the sequence that all numbers come from
 * </pre>
 *
 * <p>Bodies of writes take turns within a node and several of them are one SERIALIZABLE transaction of the database, see {@link
 * cloudjar.kernel.store.postgres.Turns}; between nodes the database finds conflicts, and what lost runs again. Bodies of
 * reads run beside each other, each in a SERIALIZABLE READ ONLY transaction: such a one sees one state, the latest when its
 * first row was read, and is run again in the rare case that this state fits nowhere among the writes of several nodes (the
 * anomaly of read-only transactions under snapshots). Its DEFERRABLE kind would never be run again, but lets every read wait for
 * the writes under way.
 */
@NullMarked
package cloudjar.kernel.store.postgres;

import org.jspecify.annotations.NullMarked;
