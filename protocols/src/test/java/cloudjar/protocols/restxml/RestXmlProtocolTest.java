package cloudjar.protocols.restxml;

import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.protocols.smithy.ProtocolContract;

/** AWS's test cases of restXml: the protocol's own, those with a namespace, and S3's. */
class RestXmlProtocolTest extends ProtocolContract {
    RestXmlProtocolTest() {
        super(ProtocolKind.REST_XML);
    }
}
