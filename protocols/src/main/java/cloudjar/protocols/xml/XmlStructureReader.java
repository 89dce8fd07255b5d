package cloudjar.protocols.xml;

import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.Bindings;
import cloudjar.protocols.text.MalformedValueException;
import cloudjar.protocols.text.TextValues;
import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML documents into structures by their schemas. Elements and attributes are matched by local name, whatever
 * prefix a client chose; those that the schema does not know are passed over. A document type declaration is refused, so
 * there are no entities but the five of XML itself. Stateless and safe for any number of threads.
 *
 * <p>The root element's name is not checked: clients name it as their version of the model does.
 */
public final class XmlStructureReader {
    /** How deep elements may nest; AWS's own documents stay below 20. */
    public static final int DEPTH_MAX = 128;
    /** How many attributes an element may have. */
    public static final int ATTRIBUTES_MAX = 64;
    /** The length of an attribute, in characters. */
    public static final int ATTRIBUTE_LENGTH_MAX = 64 * 1024;

    private final WstxInputFactory factory;

    public XmlStructureReader() {
        factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // Names of attackers do not belong in the table of interned strings.
        factory.setProperty(XMLInputFactory2.P_INTERN_NAMES, false);
        factory.setProperty(XMLInputFactory2.P_INTERN_NS_URIS, false);
        // Lazy parsing would throw its errors where no checked exception can be declared.
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(XMLInputFactory2.P_PRESERVE_LOCATION, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEPTH_MAX);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, ATTRIBUTES_MAX);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, ATTRIBUTE_LENGTH_MAX);
        factory.setProperty(WstxInputProperties.P_MAX_ENTITY_COUNT, 1);
        factory.setProperty(WstxInputProperties.P_MAX_ENTITY_DEPTH, 1);
    }

    /**
     * Reads a document into the slots of {@code schema}; members that do not travel in the body are left as they are.
     *
     * @throws MalformedValueException where the document cannot be read as this schema
     */
    public void read(byte[] document, Schema schema, Bindings bindings, @Nullable Object[] slots) {
        document(document, schema, bindings, slots);
    }

    private void document(byte[] document, Schema schema, @Nullable Bindings bindings, @Nullable Object[] slots) {
        try {
            XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                toRoot(in);
                fields(in, schema, bindings, slots);
                toEnd(in);
            } finally {
                in.close();
            }
        } catch (XMLStreamException e) {
            throw new MalformedValueException(oneLine(e));
        }
    }

    /**
     * Reads a document as one structure or union.
     *
     * @throws MalformedValueException where the document cannot be read as this schema
     */
    public Structure read(byte[] document, Schema schema) {
        @Nullable Object[] slots = new Object[schema.memberCount()];
        document(document, schema, null, slots);
        return create(schema, slots);
    }

    private static void toRoot(XMLStreamReader in) throws XMLStreamException {
        for (int event = in.getEventType(); event != XMLStreamConstants.START_ELEMENT; event = in.next()) {
            if (event == XMLStreamConstants.DTD) {
                throw new MalformedValueException("DOCTYPE is not allowed");
            }
            if (event == XMLStreamConstants.END_DOCUMENT) {
                throw new MalformedValueException("no root element");
            }
        }
    }

    /** Reads what follows the root, so that rubbish there is noticed. */
    private static void toEnd(XMLStreamReader in) throws XMLStreamException {
        while (in.hasNext()) {
            in.next();
        }
    }

    /**
     * Reads attributes and children of the current element; ends on its end tag.
     *
     * @param root which members to read; null for all
     */
    private void fields(XMLStreamReader in, Schema schema, @Nullable Bindings root, @Nullable Object[] slots)
            throws XMLStreamException {
        for (int i = 0; i < in.getAttributeCount(); i++) {
            Member member = find(schema, in.getAttributeLocalName(i), 0, true);
            if (member != null && (root == null || root.inBody(member))) {
                slots[member.index()] = scalar(member, in.getAttributeValue(i));
            }
        }
        int expected = 0;
        boolean[] flattened = null;
        while (nextChild(in)) {
            Member member = find(schema, in.getLocalName(), expected, false);
            if (member == null || root != null && !root.inBody(member)) {
                skip(in);
                continue;
            }
            expected = member.index();
            ShapeType type = member.target().type();
            if (member.flattened() && (type == ShapeType.LIST || type == ShapeType.MAP)) {
                flattened = flattened == null ? new boolean[schema.memberCount()] : flattened;
                flattened[expected] = true;
                flatten(in, member, slots);
            } else {
                slots[expected] = value(in, member);
                expected++;
            }
        }
        if (flattened != null) {
            freeze(flattened, slots);
        }
    }

    /** Finds a member by XML name, beginning at {@code expected}, where documents in model order have it. */
    private static @Nullable Member find(Schema schema, String localName, int expected, boolean attribute) {
        int count = schema.memberCount();
        for (int i = 0, at = expected; i < count; i++, at++) {
            Member member = schema.member(at < count ? at : at - count);
            if (member.xmlAttribute() == attribute && hasLocalName(member.xmlName(), localName)) {
                return member;
            }
        }
        return null;
    }

    private static boolean hasLocalName(String xmlName, String localName) {
        int prefix = xmlName.length() - localName.length();
        return prefix == 0
                ? xmlName.equals(localName)
                : prefix > 0 && xmlName.charAt(prefix - 1) == ':' && xmlName.endsWith(localName);
    }

    /** Reads the current element, the value of {@code member}; ends on its end tag. */
    private Object value(XMLStreamReader in, Member member) throws XMLStreamException {
        Schema target = member.target();
        return switch (target.type()) {
            case STRUCTURE, UNION -> structure(in, target);
            case LIST -> list(in, target);
            case MAP -> map(in, target);
            default -> scalar(member, in.getElementText());
        };
    }

    private Structure structure(XMLStreamReader in, Schema schema) throws XMLStreamException {
        @Nullable Object[] slots = new Object[schema.memberCount()];
        fields(in, schema, null, slots);
        return create(schema, slots);
    }

    private static Structure create(Schema schema, @Nullable Object[] slots) {
        if (schema.type() == ShapeType.UNION) {
            long set = Arrays.stream(slots).filter(Objects::nonNull).count();
            if (set != 1) {
                throw new MalformedValueException(schema.name() + " must have exactly one member");
            }
        }
        return schema.create(slots);
    }

    private List<Object> list(XMLStreamReader in, Schema list) throws XMLStreamException {
        Member item = list.member(0);
        List<Object> values = new ArrayList<>();
        while (nextChild(in)) {
            if (hasLocalName(item.xmlName(), in.getLocalName())) {
                values.add(value(in, item));
            } else {
                skip(in);
            }
        }
        return Collections.unmodifiableList(values);
    }

    private Map<String, Object> map(XMLStreamReader in, Schema map) throws XMLStreamException {
        Map<String, Object> values = new LinkedHashMap<>();
        while (nextChild(in)) {
            if (in.getLocalName().equals("entry")) {
                entry(in, map, values);
            } else {
                skip(in);
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private void entry(XMLStreamReader in, Schema map, Map<String, Object> values) throws XMLStreamException {
        Object key = null;
        Object value = null;
        while (nextChild(in)) {
            Member part = find(map, in.getLocalName(), key == null ? 0 : 1, false);
            if (part == null) {
                skip(in);
            } else if (part.index() == 0) {
                key = value(in, part);
            } else {
                value = value(in, part);
            }
        }
        if (key == null || value == null) {
            throw new MalformedValueException("an entry needs a key and a value");
        }
        values.put(key.toString(), value);
    }

    /** Adds the current element to the flattened list or map that it is a part of. */
    @SuppressWarnings("unchecked")
    private void flatten(XMLStreamReader in, Member member, @Nullable Object[] slots) throws XMLStreamException {
        Schema target = member.target();
        Object known = slots[member.index()];
        if (target.type() == ShapeType.LIST) {
            List<Object> values = known == null ? new ArrayList<>() : (List<Object>) known;
            slots[member.index()] = values;
            values.add(value(in, target.member(0)));
        } else {
            Map<String, Object> values = known == null ? new LinkedHashMap<>() : (Map<String, Object>) known;
            slots[member.index()] = values;
            entry(in, target, values);
        }
    }

    private static void freeze(boolean[] flattened, @Nullable Object[] slots) {
        for (int i = 0; i < flattened.length; i++) {
            if (flattened[i]) {
                slots[i] = slots[i] instanceof List<?> list
                        ? Collections.unmodifiableList(list)
                        : Collections.unmodifiableMap((Map<?, ?>) Objects.requireNonNull(slots[i]));
            }
        }
    }

    private static Object scalar(Member member, String text) {
        if (member.target().type() == ShapeType.DOCUMENT) {
            throw new MalformedValueException("documents do not travel in XML");
        }
        return TextValues.parse(member, text);
    }

    /** Moves to the next child's start tag, or to the end tag of the element itself. */
    private static boolean nextChild(XMLStreamReader in) throws XMLStreamException {
        while (true) {
            int event = in.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
        }
    }

    private static void skip(XMLStreamReader in) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = in.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    /** The parser's message without its location, which follows on another line. */
    private static String oneLine(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
