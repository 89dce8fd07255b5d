package cloudjar.protocols.awsquery;

import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.protocols.smithy.ProtocolContract;

/** AWS's test cases of awsQuery. */
class AwsQueryProtocolTest extends ProtocolContract {
    AwsQueryProtocolTest() {
        super(ProtocolKind.AWS_QUERY);
    }
}
