package cloudjar.protocols;

import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.protocols.awsjson.AwsJsonProtocol;
import cloudjar.protocols.awsquery.AwsQuery;
import cloudjar.protocols.ec2query.Ec2Query;
import cloudjar.protocols.restjson.RestJsonProtocol;
import cloudjar.protocols.restxml.RestXml;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Every protocol there is. */
public final class Protocols {
    private static final Map<ProtocolKind, Protocol> ALL = index(List.of(
            new AwsJsonProtocol(ProtocolKind.AWS_JSON_1_0),
            new AwsJsonProtocol(ProtocolKind.AWS_JSON_1_1),
            new RestJsonProtocol(),
            new RestXml(),
            new AwsQuery(),
            new Ec2Query()));

    private Protocols() {}

    /**
     * The protocol of this kind.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static Protocol of(ProtocolKind kind) {
        Protocol protocol = ALL.get(kind);
        if (protocol == null) {
            throw new IllegalArgumentException("no protocol " + kind);
        }
        return protocol;
    }

    private static Map<ProtocolKind, Protocol> index(List<Protocol> protocols) {
        Map<ProtocolKind, Protocol> index = new EnumMap<>(ProtocolKind.class);
        protocols.forEach(protocol -> index.put(protocol.kind(), protocol));
        return index;
    }
}
