/**
 * The codings in which AWS's clients send content on top of HTTP's own: {@code aws-chunked} with its signatures and
 * trailers, and gzip.
 */
@NullMarked
package cloudjar.protocols.chunked;

import org.jspecify.annotations.NullMarked;
