/**
 * What the RPC protocols, awsJson and rpcv2Cbor, have in common: the whole input is the request's body and the whole output
 * the answer's, unless events stream beside it.
 */
@NullMarked
package cloudjar.protocols.rpc;

import org.jspecify.annotations.NullMarked;
