package cloudjar.protocols.ec2query;

import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.protocols.smithy.ProtocolContract;

/** AWS's test cases of ec2Query. */
class Ec2QueryProtocolTest extends ProtocolContract {
    Ec2QueryProtocolTest() {
        super(ProtocolKind.EC2_QUERY);
    }
}
