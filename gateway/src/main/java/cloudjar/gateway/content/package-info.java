/** Bodies freed from what a client wrapped them in for the way: {@code aws-chunked}, gzip; and compared with their checksums. */
@NullMarked
package cloudjar.gateway.content;

import org.jspecify.annotations.NullMarked;
