package cloudjar.modelgen.source;

import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.XmlNamespace;
import cloudjar.modelgen.model.MemberModel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads members of C2J shapes: derives from the one {@code locationName} of the notation what each protocol of the
 * service calls a member.
 */
final class MemberReader {
    private static final Set<ProtocolKind> XML =
            Set.of(ProtocolKind.REST_XML, ProtocolKind.AWS_QUERY, ProtocolKind.EC2_QUERY);

    private final Map<String, Node> shapes;
    private final boolean restJson;
    private final boolean restXml;
    private final boolean xml;

    /** @param shapes the document's shapes by name */
    MemberReader(Map<String, Node> shapes, List<ProtocolKind> protocols) {
        this.shapes = shapes;
        this.restJson = protocols.contains(ProtocolKind.REST_JSON_1);
        this.restXml = protocols.contains(ProtocolKind.REST_XML);
        this.xml = protocols.stream().anyMatch(XML::contains);
    }

    /** A member of a structure. */
    MemberModel member(String name, Node ref, Node owner) {
        MemberModel member = plain(name, ref);
        Node target = target(ref);
        member.flags = flags(ref, target);
        if (owner.texts("required").contains(name)) {
            member.flags |= Member.REQUIRED;
        }
        member.location = location(name, ref, target, owner);
        switch (member.location) {
            case HEADER, PREFIX_HEADERS, QUERY, QUERY_PARAMS, LABEL, EVENT_HEADER ->
                member.wireName = ref.text("locationName");
            case BODY, PAYLOAD, STATUS_CODE, EVENT_PAYLOAD -> bodyNames(member, ref, target);
        }
        return member;
    }

    /** The member of a list, or the key or value of a map. */
    MemberModel element(String name, Node ref) {
        MemberModel member = plain(name, ref);
        String wire = ref.text("locationName");
        member.xmlName = wire;
        member.queryName = wire;
        member.ec2Name = wire;
        return member;
    }

    private MemberModel plain(String name, Node ref) {
        MemberModel member = new MemberModel(name, targetName(ref));
        member.xmlNamespace = namespace(ref);
        member.timestampFormat = Timestamps.format(ref);
        member.documentation = ref.text("documentation", "");
        return member;
    }

    /** The name of the shape; where only the member streams, of the streaming twin of its shape. */
    private String targetName(Node ref) {
        String shape = ref.text("shape", "");
        return streamsHere(ref) ? streamingTwin(shape) : shape;
    }

    /** Whether the member streams although its shape, which others may share, does not say so. */
    boolean streamsHere(Node ref) {
        return ref.flag("streaming") && !target(ref).flag("streaming");
    }

    static String streamingTwin(String shape) {
        return "Streaming" + shape;
    }

    private static int flags(Node ref, Node target) {
        int flags = 0;
        flags |= ref.flag("flattened") || target.flag("flattened") ? Member.FLATTENED : 0;
        flags |= ref.flag("xmlAttribute") ? Member.XML_ATTRIBUTE : 0;
        flags |= ref.flag("hostLabel") ? Member.HOST_LABEL : 0;
        flags |= ref.flag("idempotencyToken") ? Member.IDEMPOTENCY_TOKEN : 0;
        flags |= ref.flag("jsonvalue") ? Member.JSON_VALUE : 0;
        return flags;
    }

    private static Location location(String name, Node ref, Node target, Node owner) {
        if (name.equals(owner.text("payload"))) {
            return Location.PAYLOAD;
        }
        if (ref.flag("eventpayload")) {
            return Location.EVENT_PAYLOAD;
        }
        if (ref.flag("eventheader")) {
            return Location.EVENT_HEADER;
        }
        String location = ref.text("location", "");
        return switch (location) {
            case "" -> Location.BODY;
            case "header" -> Location.HEADER;
            case "headers" -> Location.PREFIX_HEADERS;
            case "querystring" -> target.text("type", "").equals("map") ? Location.QUERY_PARAMS : Location.QUERY;
            case "uri" -> Location.LABEL;
            case "statusCode" -> Location.STATUS_CODE;
            default -> throw new IllegalStateException("unknown location " + location + " of " + name);
        };
    }

    private void bodyNames(MemberModel member, Node ref, Node target) {
        String wire = ref.text("locationName", target.text("locationName", ""));
        String own = wire.isEmpty() ? null : wire;
        member.jsonName = restJson ? own : null;
        if (!xml) {
            return;
        }
        String entry = flattenedEntry(member, target);
        member.xmlName = entry != null ? entry : own;
        member.queryName = ref.text("queryName") == null ? member.xmlName : ref.text("queryName");
        member.ec2Name = ec2Name(member.name, ref);
        if (restXml && member.location == Location.PAYLOAD && own == null && isStructure(target)) {
            // The root element bears the name of the shape, not of the member.
            member.xmlName = ref.text("shape");
        }
    }

    private static boolean isStructure(Node shape) {
        return shape.text("type", "").equals("structure");
    }

    /** What each entry of a flattened list is called where the list's own member says so. */
    private static @Nullable String flattenedEntry(MemberModel member, Node target) {
        boolean flattened = (member.flags & Member.FLATTENED) != 0;
        return flattened ? target.child("member").text("locationName") : null;
    }

    private static String ec2Name(String name, Node ref) {
        String given = ref.text("queryName");
        if (given != null) {
            return given;
        }
        String wire = ref.text("locationName", name);
        return Character.toUpperCase(wire.charAt(0)) + wire.substring(1);
    }

    private Node target(Node ref) {
        return shapes.getOrDefault(ref.text("shape", ""), Node.EMPTY);
    }

    /** The namespace declared at a member or shape, or null. */
    static @Nullable XmlNamespace namespace(Node node) {
        String bare = node.text("xmlNamespace");
        if (bare != null) {
            return new XmlNamespace("", bare);
        }
        Node namespace = node.child("xmlNamespace");
        String uri = namespace.text("uri");
        return uri == null ? null : new XmlNamespace(namespace.text("prefix", ""), uri);
    }

    /** The kind of value of a C2J shape. */
    static ShapeType type(String name, Node shape) {
        String type = shape.text("type", "");
        return switch (type) {
            case "boolean" -> ShapeType.BOOLEAN;
            case "byte" -> ShapeType.BYTE;
            case "short" -> ShapeType.SHORT;
            case "integer" -> ShapeType.INTEGER;
            case "long", "bigInteger" -> ShapeType.LONG;
            case "float" -> ShapeType.FLOAT;
            case "double" -> ShapeType.DOUBLE;
            case "string", "character" -> ShapeType.STRING;
            case "blob" -> ShapeType.BLOB;
            case "timestamp" -> ShapeType.TIMESTAMP;
            case "list" -> ShapeType.LIST;
            case "map" -> ShapeType.MAP;
            case "structure" -> structural(shape);
            default -> throw new IllegalStateException("unknown type '" + type + "' of shape " + name);
        };
    }

    private static ShapeType structural(Node shape) {
        if (shape.flag("document")) {
            return ShapeType.DOCUMENT;
        }
        return shape.flag("union") || shape.flag("eventstream") ? ShapeType.UNION : ShapeType.STRUCTURE;
    }
}
