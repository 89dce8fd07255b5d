/** Tests of the restJson1 protocol. */
@NullMarked
package cloudjar.protocols.restjson;

import org.jspecify.annotations.NullMarked;
