/** What Signature Version 4 is built on, for those who sign requests and those who check them. */
@NullMarked
package cloudjar.kernel.sigv4;

import org.jspecify.annotations.NullMarked;
