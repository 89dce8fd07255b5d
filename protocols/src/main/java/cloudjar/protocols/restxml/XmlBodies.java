package cloudjar.protocols.restxml;

import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ServiceFacts;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.shape.XmlNamespace;
import cloudjar.protocols.Bindings;
import cloudjar.protocols.BodyFormat;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.text.MalformedValueException;
import cloudjar.protocols.xml.XmlStructureReader;
import cloudjar.protocols.xml.XmlStructureWriter;
import cloudjar.protocols.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/** The XML bodies of one service: what its root elements are called, and their namespace. */
final class XmlBodies implements BodyFormat {
    private final RestXmlDialect dialect;
    private final XmlStructureReader reader;
    private final XmlStructureWriter writer;
    private final @Nullable XmlNamespace namespace;

    XmlBodies(XmlStructureReader reader, XmlStructureWriter writer, ServiceFacts facts) {
        dialect = RestXmlDialect.of(facts);
        this.reader = reader;
        this.writer = writer;
        String uri = facts.xmlNamespace();
        namespace = uri == null ? null : new XmlNamespace("", uri);
    }

    @Override
    public String mediaType() {
        return RestXml.CONTENT_TYPE;
    }

    @Override
    public void decodeMembers(Schema schema, Bindings bindings, byte[] content, @Nullable Object[] slots) {
        try {
            reader.read(content, schema, bindings, slots);
        } catch (MalformedValueException e) {
            throw dialect.malformedDocument(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Object decodePayload(Member payload, byte[] content) {
        Schema target = payload.target();
        if (!target.isStructural()) {
            throw new IllegalStateException("no payload in XML: " + target);
        }
        try {
            return reader.read(content, target);
        } catch (MalformedValueException e) {
            throw dialect.malformedDocument(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void encodeMembers(Structure structure, Bindings bindings, ContentBuffer content) {
        Schema schema = structure.schema();
        String name = rootName(schema);
        XmlWriter out = new XmlWriter(content).prolog();
        out.start(name).namespace(rootNamespace(schema, null));
        Member only = unwrapped(name, bindings);
        if (only == null) {
            writer.members(out, structure, bindings);
        } else {
            Object value = structure.get(only);
            if (value != null) {
                writer.scalar(out, only, value);
            }
        }
        out.end(name);
    }

    @Override
    public void encodePayload(Member payload, Object value, ContentBuffer content) {
        Schema target = payload.target();
        // A payload is named by its member only where the model gives the member a name of its own.
        boolean named = !payload.xmlName().equals(payload.name());
        String name = named ? payload.xmlName() : rootName(target);
        XmlWriter out = new XmlWriter(content).prolog();
        out.start(name).namespace(rootNamespace(target, payload.xmlNamespace()));
        writer.members(out, (Structure) value);
        out.end(name);
    }

    /**
     * The one member that is the root's own text: GetBucketLocation answers {@code <LocationConstraint>us-west-2…}, whose
     * only member has the name of its root. Null for any other output.
     */
    private static @Nullable Member unwrapped(String root, Bindings bindings) {
        if (bindings.body().size() != 1) {
            return null;
        }
        Member only = bindings.body().getFirst();
        ShapeType type = only.target().type();
        boolean scalar = !only.target().isStructural() && type != ShapeType.LIST && type != ShapeType.MAP;
        return scalar && only.xmlName().equals(root) ? only : null;
    }

    private static String rootName(Schema schema) {
        String given = schema.traits().xmlName();
        return given == null ? schema.name() : given;
    }

    private @Nullable XmlNamespace rootNamespace(Schema schema, @Nullable XmlNamespace ofMember) {
        if (ofMember != null) {
            return ofMember;
        }
        XmlNamespace own = schema.traits().xmlNamespace();
        return own == null ? namespace : own;
    }
}
