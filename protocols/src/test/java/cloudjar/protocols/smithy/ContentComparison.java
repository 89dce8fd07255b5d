package cloudjar.protocols.smithy;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.protocols.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import software.amazon.smithy.model.node.Node;

/** Compares the content of answers by what it means in its media type. */
final class ContentComparison {
    private static final Set<String> REQUEST_NAMES =
            Set.of("RequestId", "RequestID", "requestId", "HostId", "ResponseMetadata");

    private ContentComparison() {}

    /** The content of an answer, however it is held. */
    static byte[] content(HttpResponse response) throws IOException {
        if (response.writer() != null) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            response.writer().writeTo(out);
            return out.toByteArray();
        }
        if (response.body() != null) {
            try (var in = response.body().open()) {
                return in.readAllBytes();
            }
        }
        return Arrays.copyOf(response.buffer(), response.length());
    }

    static void assertSame(byte[] actual, String expected, @Nullable String mediaType) throws IOException {
        String text = new String(actual, StandardCharsets.UTF_8);
        if (expected.isEmpty() || mediaType == null) {
            assertThat(text).isEqualTo(expected);
        } else if (mediaType.equals("application/json")) {
            assertThat(Node.printJson(json(text))).isEqualTo(Node.printJson(json(expected)));
        } else if (mediaType.equals("application/cbor")) {
            assertThat(CborTree.parse(actual))
                    .isEqualTo(CborTree.parse(Base64.getDecoder().decode(expected)));
        } else if (mediaType.equals("application/xml")) {
            assertThat(xml(text)).isEqualTo(xml(expected));
        } else {
            assertThat(text).isEqualTo(expected);
        }
    }

    /** JSON with sorted members, and with numbers in one spelling. */
    private static Node json(String text) {
        return Node.parse(text).accept(new JsonNormalization());
    }

    /**
     * XML with sorted attributes and without space between elements; siblings of different names are sorted. What names
     * the request is left out, for the cases have ids of their own or none; so is the namespace of an error's envelope,
     * which AWS's services send and the cases do not.
     */
    static String xml(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Document document = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(text.trim().getBytes(StandardCharsets.UTF_8)));
            StringBuilder out = new StringBuilder();
            Element root = document.getDocumentElement();
            if (root.getLocalName().equals("ErrorResponse")) {
                root = (Element) document.renameNode(root, null, root.getLocalName());
                withoutNamespaces(document, root);
            }
            element(root, out, "");
            return out.toString();
        } catch (SAXException | IOException | javax.xml.parsers.ParserConfigurationException broken) {
            throw new AssertionError("not XML: " + text, broken);
        }
    }

    private static void element(Element element, StringBuilder out, String indent) {
        out.append(indent).append('<').append(name(element));
        TreeMap<String, String> attributes = new TreeMap<>();
        NamedNodeMap map = element.getAttributes();
        for (int i = 0; i < map.getLength(); i++) {
            org.w3c.dom.Node attribute = map.item(i);
            attributes.put(name(attribute), attribute.getNodeValue());
        }
        attributes.forEach(
                (key, value) -> out.append(' ').append(key).append('=').append(value));
        out.append('>');
        TreeMap<String, StringBuilder> children = new TreeMap<>();
        boolean elements = false;
        StringBuilder text = new StringBuilder();
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element child) {
                elements = true;
                if (REQUEST_NAMES.contains(child.getLocalName())) {
                    continue;
                }
                element(child, children.computeIfAbsent(name(child), unused -> new StringBuilder()), indent + " ");
            } else if (nodes.item(i) instanceof org.w3c.dom.Text) {
                text.append(nodes.item(i).getNodeValue());
            }
        }
        if (!elements) {
            out.append(text);
        }
        out.append('\n');
        children.values().forEach(out::append);
    }

    private static void withoutNamespaces(Document document, Element element) {
        element.removeAttribute("xmlns");
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element child) {
                withoutNamespaces(document, (Element) document.renameNode(child, null, child.getLocalName()));
            }
        }
    }

    private static String name(org.w3c.dom.Node node) {
        String namespace = node.getNamespaceURI();
        return (namespace == null ? "" : "{" + namespace + "}") + node.getLocalName();
    }
}
