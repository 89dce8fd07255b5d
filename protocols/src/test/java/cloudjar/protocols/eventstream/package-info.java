/** Tests of event streams. */
@NullMarked
package cloudjar.protocols.eventstream;

import org.jspecify.annotations.NullMarked;
