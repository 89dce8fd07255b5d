/**
 * A world as one file, which any engine writes and any engine reads.
 *
 * <pre>
 * "cloudjar world, format 1\n"
 * records:  1 row      key, value                       in the order of their keys
 *           2 contents highest number                   once, after the rows
 *           3 content  number, references, chunks, SHA-256 of the content
 *           4 end      rows, contents                   once, last
 * SHA-256 of all bytes before it
 * </pre>
 *
 * <p>Numbers are written as {@link cloudjar.kernel.store.ByteWriter#writeUnsigned} does. Keys, values and the chunks of a
 * content come with their length before them; a chunk of length zero ends the chunks. Nothing is compressed and nothing is
 * named by a path: an archive makes no more bytes than it has, and only where its reader wants them.
 */
@NullMarked
package cloudjar.kernel.archive;

import org.jspecify.annotations.NullMarked;
