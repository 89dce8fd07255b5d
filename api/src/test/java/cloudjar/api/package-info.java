/** Tests of the generated API. */
@NullMarked
package cloudjar.api;

import org.jspecify.annotations.NullMarked;
