package cloudjar.protocols.rpcv2cbor;

import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.protocols.smithy.ProtocolContract;

/** The few cases of the AWS module and our own, which {@code rpcv2cbor-cases.smithy} has from the specification. */
class RpcV2CborProtocolTest extends ProtocolContract {
    RpcV2CborProtocolTest() {
        super(ProtocolKind.RPC_V2_CBOR);
    }
}
