package cloudjar.protocols;

import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.protocols.awsjson.AwsJson;
import cloudjar.protocols.awsquery.AwsQuery;
import cloudjar.protocols.ec2query.Ec2Query;
import cloudjar.protocols.restjson.RestJson;
import cloudjar.protocols.restxml.RestXml;
import cloudjar.protocols.rpcv2cbor.RpcV2Cbor;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every protocol there is. */
public final class Protocols {
    private static final Map<ProtocolKind, Protocol> ALL = index(List.of(
            AwsJson.version10(),
            AwsJson.version11(),
            new RestJson(),
            new RestXml(),
            new AwsQuery(),
            new Ec2Query(),
            new RpcV2Cbor()));

    private static final Protocol AWS_CBOR = AwsJson.version11Cbor();

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

    /**
     * The protocol of this kind in the variant that a request's content type asks for: awsJson1.1 has a binary one.
     *
     * @param contentType null where the request names none
     * @throws IllegalArgumentException where there is none
     */
    public static Protocol of(ProtocolKind kind, @Nullable String contentType) {
        boolean binary = contentType != null && contentType.startsWith("application/x-amz-cbor");
        return binary && kind == ProtocolKind.AWS_JSON_1_1 ? AWS_CBOR : of(kind);
    }

    private static Map<ProtocolKind, Protocol> index(List<Protocol> protocols) {
        Map<ProtocolKind, Protocol> index = new EnumMap<>(ProtocolKind.class);
        protocols.forEach(protocol -> index.put(protocol.kind(), protocol));
        return index;
    }
}
