package cloudjar.protocols.awsjson;

import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.protocols.smithy.ProtocolContract;

class AwsJson10ProtocolTest extends ProtocolContract {
    AwsJson10ProtocolTest() {
        super(ProtocolKind.AWS_JSON_1_0);
    }
}
