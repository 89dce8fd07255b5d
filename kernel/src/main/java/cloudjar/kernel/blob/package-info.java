/**
 * Content of any size beside the store, streamed in and out in constant memory.
 *
 * <p>A service writes content first ({@link cloudjar.kernel.blob.Blobs#write}), then, in one transaction, puts the {@link
 * cloudjar.kernel.blob.Blob} into its own row and calls {@link cloudjar.kernel.blob.Blobs#keep}; where a row that holds one
 * is overwritten or deleted, {@link cloudjar.kernel.blob.Blobs#drop} in the same transaction. The file goes after the
 * commit that drops the last reference, unless a fork of the world still has one. When the transaction fails, the service
 * calls {@link cloudjar.kernel.blob.Blobs#discard}. Small content lives in the row itself and needs no care.
 *
 * <p>References are rows of the global scope: {@code kernel, blobs, number -> count}.
 *
 * <p>Forks: blobs are numbered in the order in which they are written. Each world remembers the number that was next when it
 * began or was last forked. What it wrote later is its own; only what is older may be in other worlds too and is looked for
 * there before its file is deleted.
 */
@NullMarked
package cloudjar.kernel.blob;

import org.jspecify.annotations.NullMarked;
