package cloudjar.protocols.restjson;

import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.protocols.smithy.ProtocolContract;

class RestJsonProtocolTest extends ProtocolContract {
    RestJsonProtocolTest() {
        super(ProtocolKind.REST_JSON_1);
    }
}
