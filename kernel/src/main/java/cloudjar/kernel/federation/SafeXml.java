package cloudjar.kernel.federation;

import cloudjar.kernel.federation.UntrustedProofException.Reason;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** XML from strangers: without a document type, so without entities, and nothing is fetched for it. */
final class SafeXml {
    private static final ErrorHandler STRICT = new ErrorHandler() {
        @Override
        public void warning(SAXParseException problem) {
            // What is only odd is no reason to refuse.
        }

        @Override
        public void error(SAXParseException problem) throws SAXException {
            throw problem;
        }

        @Override
        public void fatalError(SAXParseException problem) throws SAXException {
            throw problem;
        }
    };

    private SafeXml() {}

    static Document parse(String text) throws UntrustedProofException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(STRICT);
            return builder.parse(new InputSource(new StringReader(text)));
        } catch (SAXException | IOException e) {
            throw new UntrustedProofException(Reason.MALFORMED, "not XML", e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java has a parser of XML", e);
        }
    }

    /** The children with this name. */
    static List<Element> children(Node parent, String namespace, String name) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && is(element, namespace, name)) {
                children.add(element);
            }
        }
        return children;
    }

    /** The first child with this name; null where there is none. */
    static @Nullable Element child(Node parent, String namespace, String name) {
        List<Element> children = children(parent, namespace, name);
        return children.isEmpty() ? null : children.getFirst();
    }

    static boolean is(Element element, String namespace, String name) {
        return name.equals(element.getLocalName()) && namespace.equals(element.getNamespaceURI());
    }
}
