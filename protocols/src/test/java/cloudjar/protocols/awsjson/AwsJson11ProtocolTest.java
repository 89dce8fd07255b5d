package cloudjar.protocols.awsjson;

import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.protocols.smithy.ProtocolContract;

class AwsJson11ProtocolTest extends ProtocolContract {
    AwsJson11ProtocolTest() {
        super(ProtocolKind.AWS_JSON_1_1);
    }
}
