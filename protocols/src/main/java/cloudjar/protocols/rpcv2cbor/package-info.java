/**
 * The protocol rpcv2Cbor: every operation is a POST whose path names it and whose body is CBOR.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">the specification</a>
 */
@NullMarked
package cloudjar.protocols.rpcv2cbor;

import org.jspecify.annotations.NullMarked;
