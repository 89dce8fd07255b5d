package cloudjar.protocols.smithy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.smithy.model.node.ArrayNode;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.node.StringNode;

/** Expands the {@code testParameters} of a malformed-request case into one case per value. */
final class MalformedVariants {
    private MalformedVariants() {}

    static List<ObjectNode> of(ObjectNode template) {
        ObjectNode parameters = template.getObjectMember("testParameters").orElse(Node.objectNode());
        if (parameters.isEmpty()) {
            return List.of(fill(template, Map.of(), 0).expectObjectNode());
        }
        Map<String, Node> columns = parameters.getStringMap();
        int count = columns.values().iterator().next().expectArrayNode().size();
        List<ObjectNode> variants = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int row = i;
            ObjectNode expanded =
                    fill(template.withoutMember("testParameters"), columns, row).expectObjectNode();
            String id = template.expectStringMember("id").getValue() + "_case" + i;
            variants.add(expanded.withMember("id", id));
        }
        return variants;
    }

    private static Node fill(Node node, Map<String, Node> columns, int row) {
        return switch (node) {
            case StringNode text -> Node.from(fill(text.getValue(), columns, row));
            case ArrayNode array ->
                ArrayNode.fromNodes(array.getElements().stream()
                        .map(element -> fill(element, columns, row))
                        .toList());
            case ObjectNode object -> {
                ObjectNode.Builder builder = ObjectNode.builder();
                object.getStringMap().forEach((key, value) -> builder.withMember(key, fill(value, columns, row)));
                yield builder.build();
            }
            default -> node;
        };
    }

    /** Replaces {@code $name:L} by the value, {@code $name:S} by it in quotation marks, and {@code $$} by {@code $}. */
    private static String fill(String template, Map<String, Node> columns, int row) {
        String text = template;
        for (Map.Entry<String, Node> column : columns.entrySet()) {
            String value = column.getValue()
                    .expectArrayNode()
                    .get(row)
                    .orElseThrow()
                    .expectStringNode()
                    .getValue();
            text = text.replace("$" + column.getKey() + ":L", value)
                    .replace("$" + column.getKey() + ":S", Node.printJson(Node.from(value)));
        }
        return text.replace("$$", "$");
    }
}
