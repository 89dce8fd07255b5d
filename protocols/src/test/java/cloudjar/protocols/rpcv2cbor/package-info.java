/** Tests of the rpcv2Cbor protocol. */
@NullMarked
package cloudjar.protocols.rpcv2cbor;

import org.jspecify.annotations.NullMarked;
