/** CBOR (RFC 8949) as AWS's protocols write it, straight between bytes and structures. */
@NullMarked
package cloudjar.protocols.cbor;

import org.jspecify.annotations.NullMarked;
