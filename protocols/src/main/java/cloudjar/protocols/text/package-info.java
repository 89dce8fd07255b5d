/** How single values are spelt on the wire: timestamps, numbers, booleans. Every protocol reads and writes them here. */
@NullMarked
package cloudjar.protocols.text;

import org.jspecify.annotations.NullMarked;
