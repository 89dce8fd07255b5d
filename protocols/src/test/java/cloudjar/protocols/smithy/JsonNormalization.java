package cloudjar.protocols.smithy;

import java.math.BigDecimal;
import java.util.TreeMap;
import software.amazon.smithy.model.node.ArrayNode;
import software.amazon.smithy.model.node.BooleanNode;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.NodeVisitor;
import software.amazon.smithy.model.node.NullNode;
import software.amazon.smithy.model.node.NumberNode;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.node.StringNode;

/** Sorts members and spells numbers and error types in one way, so that equal JSON has equal text. */
final class JsonNormalization implements NodeVisitor<Node> {
    @Override
    public Node arrayNode(ArrayNode node) {
        return ArrayNode.fromNodes(
                node.getElements().stream().map(element -> element.accept(this)).toList());
    }

    @Override
    public Node booleanNode(BooleanNode node) {
        return node;
    }

    @Override
    public Node nullNode(NullNode node) {
        return node;
    }

    @Override
    public Node numberNode(NumberNode node) {
        BigDecimal value = new BigDecimal(node.getValue().toString());
        return Node.from(
                value.signum() == 0
                        ? BigDecimal.ZERO
                        : new BigDecimal(value.stripTrailingZeros().toPlainString()));
    }

    @Override
    public Node objectNode(ObjectNode node) {
        ObjectNode.Builder builder = ObjectNode.builder();
        new TreeMap<>(node.getStringMap())
                .forEach((key, value) ->
                        builder.withMember(key, key.equals("__type") ? bareName(value) : value.accept(this)));
        return builder.build();
    }

    /** Clients look at nothing but the name, and a compiled model has no Smithy name space. */
    private static Node bareName(Node type) {
        String text = type.expectStringNode().getValue();
        return Node.from(text.substring(text.indexOf('#') + 1));
    }

    @Override
    public Node stringNode(StringNode node) {
        return node;
    }
}
