package cloudjar.protocols.smithy;

import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ServiceSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.smithy.model.knowledge.TopDownIndex;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.traits.TagsTrait;

/**
 * One test case that applies to servers.
 *
 * @param error the error shape that a response case encodes; null for all other cases
 * @param node the case as the trait gives it
 */
public record ProtocolCase(
        Kind kind,
        String id,
        OperationSchema operation,
        @Nullable Schema error,
        ObjectNode node) {
    /** The kinds of case, each with the trait it comes from. */
    public enum Kind {
        REQUEST("smithy.test#httpRequestTests"),
        RESPONSE("smithy.test#httpResponseTests"),
        MALFORMED("smithy.test#httpMalformedRequestTests"),
        EVENTS("smithy.test#eventStreamTests");

        private final String trait;

        Kind(String trait) {
            this.trait = trait;
        }
    }

    /** The name under which skips and reports know the case. */
    public String name() {
        return kind + " " + operation.service().id() + " " + id;
    }

    public ServiceSchema service() {
        return operation.service();
    }

    /** All cases of a protocol that a server has to meet, in a fixed order. */
    public static List<ProtocolCase> of(ProtocolKind protocol) {
        Map<String, ProtocolCase> cases = new LinkedHashMap<>();
        for (SmithyModels.Service service : SmithyModels.services(protocol)) {
            for (OperationShape shape : TopDownIndex.of(SmithyModels.model()).getContainedOperations(service.shape())) {
                OperationSchema operation = Objects.requireNonNull(
                        service.schema().operation(shape.getId().getName()));
                for (Kind kind : Kind.values()) {
                    collect(cases, kind, protocol, operation, null, shape);
                }
                int index = 0;
                for (var errorId : shape.getErrorsSet()) {
                    Schema error = operation.errors().get(index++);
                    collect(
                            cases,
                            Kind.RESPONSE,
                            protocol,
                            operation,
                            error,
                            SmithyModels.model().expectShape(errorId));
                }
            }
        }
        return List.copyOf(cases.values());
    }

    private static void collect(
            Map<String, ProtocolCase> cases,
            Kind kind,
            ProtocolKind protocol,
            OperationSchema operation,
            @Nullable Schema error,
            Shape shape) {
        if (clientOnly(shape)) {
            return;
        }
        List<Node> nodes = new ArrayList<>();
        shape.findTrait(kind.trait)
                .ifPresent(
                        trait -> nodes.addAll(trait.toNode().expectArrayNode().getElements()));
        for (Node element : nodes) {
            ObjectNode node = element.expectObjectNode();
            boolean server =
                    node.getStringMemberOrDefault("appliesTo", "server").equals("server");
            if (!server || !speaks(node, protocol)) {
                continue;
            }
            for (ObjectNode variant : kind == Kind.MALFORMED ? MalformedVariants.of(node) : List.of(node)) {
                ProtocolCase found =
                        new ProtocolCase(kind, variant.expectStringMember("id").getValue(), operation, error, variant);
                cases.putIfAbsent(found.name(), found);
            }
        }
    }

    private static boolean clientOnly(Shape shape) {
        return shape.getTrait(TagsTrait.class)
                .map(tags -> tags.getValues().contains("client-only"))
                .orElse(false);
    }

    private static boolean speaks(ObjectNode node, ProtocolKind protocol) {
        String name = node.expectStringMember("protocol").getValue();
        return ServiceConversion.protocol(name) == protocol;
    }
}
