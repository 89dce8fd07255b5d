package cloudjar.gateway.resolve;

import cloudjar.gateway.TestRequest;
import cloudjar.kernel.shape.Catalog;
import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.kernel.shape.UriPattern.QueryLiteral;
import cloudjar.kernel.shape.UriPattern.Segment;
import java.util.ArrayList;
import java.util.List;

/** Sends each operation with HTTP bindings an example of its own request. */
final class RouteProbe {
    private RouteProbe() {}

    /** The operations whose example leads to another operation. */
    static List<String> strays(Catalog catalog) {
        List<String> strays = new ArrayList<>();
        for (Catalog.Entry entry : catalog.services()) {
            List<ProtocolKind> protocols = entry.facts().protocols();
            if (protocols.contains(ProtocolKind.REST_JSON_1) || protocols.contains(ProtocolKind.REST_XML)) {
                ServiceSchema schema = catalog.schema(entry.facts().id());
                RouteTable routes = RouteTable.of(schema);
                for (OperationSchema operation : schema.operations()) {
                    TestRequest example = example(operation);
                    RouteTable.Match match = routes.match(example.rawPath(), example);
                    if (match == null || !match.operation().name().equals(operation.name())) {
                        strays.add(operation + " -> "
                                + (match == null ? "nothing" : match.operation().name()));
                    }
                }
            }
        }
        return strays;
    }

    private static TestRequest example(OperationSchema operation) {
        StringBuilder line = new StringBuilder(operation.method()).append(' ');
        for (Segment segment : operation.uri().segments()) {
            line.append('/')
                    .append(
                            switch (segment.kind()) {
                                case LITERAL -> segment.text();
                                case LABEL -> "one";
                                case GREEDY -> "one/two";
                            });
        }
        char separator = '?';
        for (QueryLiteral literal : operation.uri().query()) {
            line.append(separator).append(literal.name());
            line.append(literal.value() == null ? "" : "=" + literal.value());
            separator = '&';
        }
        for (Member member : operation.input().members()) {
            if (member.required() && member.location() == Location.QUERY) {
                line.append(separator).append(member.wireName()).append("=v");
                separator = '&';
            }
        }
        TestRequest request = TestRequest.of(line.toString());
        for (Member member : operation.input().members()) {
            if (member.required() && member.location() == Location.HEADER) {
                request.with(member.wireName(), "v");
            }
        }
        return request;
    }
}
