/** JSON as AWS's protocols write it, straight between bytes and structures, with nothing in between. */
@NullMarked
package cloudjar.protocols.json;

import org.jspecify.annotations.NullMarked;
