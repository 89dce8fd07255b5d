package cloudjar.modelgen.source;

import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceFacts;
import cloudjar.kernel.shape.XmlNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The {@code metadata} object of a C2J document. */
final class Metadata {
    private Metadata() {}

    static ServiceFacts facts(Node metadata) {
        String endpointPrefix = metadata.text("endpointPrefix", "");
        String serviceId = metadata.text("serviceId", endpointPrefix);
        XmlNamespace namespace = MemberReader.namespace(metadata);
        return new ServiceFacts(
                id(serviceId),
                serviceId,
                metadata.text("serviceFullName", serviceId),
                metadata.text("apiVersion", ""),
                endpointPrefix,
                metadata.text("signingName", endpointPrefix),
                metadata.text("targetPrefix"),
                protocols(metadata),
                uri(namespace),
                metadata.has("awsQueryCompatible"),
                metadata.has("globalEndpoint"));
    }

    private static @Nullable String uri(@Nullable XmlNamespace namespace) {
        return namespace == null ? null : namespace.uri();
    }

    /** The name of a service in cloudjar: its service id in lower case, letters and digits only. */
    static String id(String serviceId) {
        return serviceId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static List<ProtocolKind> protocols(Node metadata) {
        List<String> names = metadata.texts("protocols");
        if (names.isEmpty()) {
            names = List.of(metadata.text("protocol", ""));
        }
        List<ProtocolKind> protocols = new ArrayList<>();
        for (String name : names) {
            protocols.add(protocol(name, metadata.text("jsonVersion", "1.0")));
        }
        return protocols;
    }

    private static ProtocolKind protocol(String name, String jsonVersion) {
        return switch (name) {
            case "json" -> jsonVersion.equals("1.1") ? ProtocolKind.AWS_JSON_1_1 : ProtocolKind.AWS_JSON_1_0;
            case "rest-json" -> ProtocolKind.REST_JSON_1;
            case "rest-xml" -> ProtocolKind.REST_XML;
            case "query" -> ProtocolKind.AWS_QUERY;
            case "ec2" -> ProtocolKind.EC2_QUERY;
            case "smithy-rpc-v2-cbor" -> ProtocolKind.RPC_V2_CBOR;
            default -> throw new IllegalStateException("unknown protocol " + name);
        };
    }
}
