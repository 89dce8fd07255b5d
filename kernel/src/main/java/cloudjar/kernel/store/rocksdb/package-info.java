/**
 * The durable engine of one machine: each world is a RocksDB of its own in a data directory.
 *
 * <pre>
 * FORMAT          the version of everything below
 * LOCK            held while the directory is open
 * worlds/default  the RocksDB of a world
 * blobs           content, kept by {@link cloudjar.kernel.blob.FileBlobs}
 * </pre>
 *
 * <p>A world has a RocksDB of its own, not a prefix in a common one: a fork is then a checkpoint, made of hard links
 * whatever the size of the world; dropping a world deletes files instead of rows; worlds commit beside each other; damage
 * stays in its world. They share one cache, one budget for unwritten rows and RocksDB's threads.
 */
@NullMarked
package cloudjar.kernel.store.rocksdb;

import org.jspecify.annotations.NullMarked;
