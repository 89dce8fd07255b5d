package cloudjar.kernel.shape;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the compiled form of a model. All integers are unsigned LEB128 unless said otherwise.
 *
 * <pre>
 * magic "CJM1"
 * strings:     count, then each: byte length, UTF-8 bytes          (string 0 is null)
 * facts:       id serviceId title apiVersion endpointPrefix signingName targetPrefix   (string numbers)
 *              protocol count, protocol ordinals, xmlNamespace, flags (1 query compatible, 2 global endpoint)
 * operations:  count, then each: name method uri (strings) status input output (shapes) error count, errors (shapes)
 *              flags resultWrapper inputXmlName, namespace, hostPrefix checksumMember (strings)
 * shapes:      count, then the byte length of each, then each:
 *              name (string) type, constraint mask [min 8 bytes] [max 8 bytes] [pattern] [enum count, strings]
 *              flags, trait mask [error] [timestamp format] [media type] [xml name] [namespace]
 *              member count, then each: name (string) target (shape) flags location
 *              wireName jsonName xmlName queryName ec2Name (strings; 0 = the member's name)
 *              namespace, timestamp format + 1, default value
 * namespace:   0, or prefix + uri (strings), the first never 0
 * default:     a tag byte (see {@link DefaultTag}) and its value
 * </pre>
 */
final class SchemaReader {
    static final int MAGIC = 0x434A4D31;

    private static final ShapeType[] TYPES = ShapeType.values();
    private static final Location[] LOCATIONS = Location.values();
    private static final ProtocolKind[] PROTOCOLS = ProtocolKind.values();
    private static final TimestampFormat[] FORMATS = TimestampFormat.values();
    private static final Member[] NO_MEMBERS = {};

    private final byte[] data;
    private final int[] stringOffsets;
    private final @Nullable String[] strings;
    private final int factsAt;
    private int operationsAt;
    private int[] shapeOffsets = {};

    SchemaReader(byte[] data) {
        this.data = data;
        if (data.length < 8 || intAt(0) != MAGIC) {
            throw new IllegalArgumentException("not a compiled API model of this version");
        }
        Cursor in = new Cursor(4);
        int count = in.number();
        stringOffsets = new int[count];
        strings = new String[count];
        for (int i = 0; i < count; i++) {
            stringOffsets[i] = in.at;
            int length = in.number();
            in.at += length;
        }
        factsAt = in.at;
    }

    private int intAt(int at) {
        return (data[at] & 0xff) << 24 | (data[at + 1] & 0xff) << 16 | (data[at + 2] & 0xff) << 8 | data[at + 3] & 0xff;
    }

    ServiceFacts facts() {
        Cursor in = new Cursor(factsAt);
        String id = in.string();
        String serviceId = in.string();
        String title = in.string();
        String apiVersion = in.string();
        String endpointPrefix = in.string();
        String signingName = in.string();
        String targetPrefix = in.optionalString();
        List<ProtocolKind> protocols = new ArrayList<>();
        for (int left = in.number(); left > 0; left--) {
            protocols.add(PROTOCOLS[in.number()]);
        }
        String xmlNamespace = in.optionalString();
        int flags = in.number();
        operationsAt = in.at;
        return new ServiceFacts(
                id,
                serviceId,
                title,
                apiVersion,
                endpointPrefix,
                signingName,
                targetPrefix,
                protocols,
                xmlNamespace,
                (flags & 1) != 0,
                (flags & 2) != 0);
    }

    /** Reads all operations; {@link #facts()} must have been read before. */
    OperationSchema[] operations(ServiceSchema service) {
        Cursor in = new Cursor(operationsAt);
        OperationSchema[] operations = new OperationSchema[in.number()];
        for (int i = 0; i < operations.length; i++) {
            operations[i] = operation(in, service, i);
        }
        int shapeCount = in.number();
        shapeOffsets = new int[shapeCount];
        for (int i = 0; i < shapeCount; i++) {
            shapeOffsets[i] = in.number();
        }
        int at = in.at;
        for (int i = 0; i < shapeCount; i++) {
            int length = shapeOffsets[i];
            shapeOffsets[i] = at;
            at += length;
        }
        return operations;
    }

    private OperationSchema operation(Cursor in, ServiceSchema service, int index) {
        String name = in.string();
        String method = in.string();
        UriPattern uri = UriPattern.parse(in.string());
        int status = in.number();
        int input = in.number();
        int output = in.number();
        int[] errors = new int[in.number()];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = in.number();
        }
        return new OperationSchema(
                service,
                index,
                name,
                method,
                uri,
                status,
                input,
                output,
                errors,
                in.number(),
                in.optionalString(),
                in.optionalString(),
                in.namespace(),
                in.optionalString(),
                in.optionalString());
    }

    int shapeCount() {
        return shapeOffsets.length;
    }

    Schema shape(ServiceSchema service, int index) {
        Cursor in = new Cursor(shapeOffsets[index]);
        String name = in.string();
        ShapeType type = TYPES[in.number()];
        Constraints constraints = constraints(in);
        ShapeTraits traits = traits(in);
        int count = in.number();
        Member[] members = count == 0 ? NO_MEMBERS : new Member[count];
        for (int i = 0; i < count; i++) {
            members[i] = member(in, service, i);
        }
        return new Schema(service, index, name, type, members, constraints, traits);
    }

    private static Constraints constraints(Cursor in) {
        int mask = in.number();
        if (mask == 0) {
            return Constraints.NONE;
        }
        Double min = (mask & 1) != 0 ? (Double) in.real() : null;
        Double max = (mask & 2) != 0 ? (Double) in.real() : null;
        String pattern = (mask & 4) != 0 ? in.string() : null;
        List<String> values = new ArrayList<>();
        if ((mask & 8) != 0) {
            for (int left = in.number(); left > 0; left--) {
                values.add(in.string());
            }
        }
        return new Constraints(min, max, pattern, values, (mask & 16) != 0);
    }

    private static ShapeTraits traits(Cursor in) {
        int flags = in.number();
        int mask = in.number();
        if (flags == 0 && mask == 0) {
            return ShapeTraits.NONE;
        }
        ErrorTraits error =
                (mask & 1) != 0 ? new ErrorTraits(in.string(), in.string(), in.number(), in.number() != 0) : null;
        TimestampFormat format = (mask & 2) != 0 ? FORMATS[in.number()] : null;
        String mediaType = (mask & 4) != 0 ? in.string() : null;
        String xmlName = (mask & 8) != 0 ? in.string() : null;
        XmlNamespace namespace = (mask & 16) != 0 ? in.namespace() : null;
        return new ShapeTraits(flags, error, format, mediaType, xmlName, namespace);
    }

    private static Member member(Cursor in, ServiceSchema service, int index) {
        String name = in.string();
        int target = in.number();
        int flags = in.number();
        Location location = LOCATIONS[in.number()];
        String wireName = in.stringOr(name);
        String jsonName = in.stringOr(name);
        String xmlName = in.stringOr(name);
        String queryName = in.stringOr(name);
        String ec2Name = in.stringOr(name);
        XmlNamespace namespace = in.namespace();
        int format = in.number();
        return new Member(
                service,
                target,
                name,
                index,
                flags,
                location,
                wireName,
                jsonName,
                xmlName,
                queryName,
                ec2Name,
                namespace,
                format == 0 ? null : FORMATS[format - 1],
                in.defaultValue());
    }

    /** A position in the data. */
    private final class Cursor {
        private int at;

        Cursor(int at) {
            this.at = at;
        }

        int number() {
            int result = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = data[at++];
                result |= (next & 0x7f) << shift;
                if (next >= 0) {
                    return result;
                }
            }
        }

        double real() {
            long bits = 0;
            for (int i = 0; i < 8; i++) {
                bits = bits << 8 | data[at++] & 0xff;
            }
            return Double.longBitsToDouble(bits);
        }

        @Nullable
        String optionalString() {
            int number = number();
            if (number == 0) {
                return null;
            }
            String known = strings[number];
            if (known == null) {
                Cursor text = new Cursor(stringOffsets[number]);
                int length = text.number();
                // Interned: names are compared and hashed all over, and services share many.
                strings[number] = known = new String(data, text.at, length, StandardCharsets.UTF_8).intern();
            }
            return known;
        }

        String string() {
            String value = optionalString();
            if (value == null) {
                throw new IllegalArgumentException("a string is missing in a compiled API model");
            }
            return value;
        }

        String stringOr(String fallback) {
            String value = optionalString();
            return value == null ? fallback : value;
        }

        @Nullable
        XmlNamespace namespace() {
            String prefix = optionalString();
            return prefix == null ? null : new XmlNamespace(prefix, string());
        }

        @Nullable
        Object defaultValue() {
            return switch (DefaultTag.values()[number()]) {
                case NONE -> null;
                case FALSE -> false;
                case TRUE -> true;
                case INTEGER -> (int) real();
                case LONG -> (long) real();
                case FLOAT -> (float) real();
                case DOUBLE -> real();
                case STRING -> string();
                case BLOB -> Bytes.ofBase64(string());
                case TIMESTAMP -> java.time.Instant.ofEpochSecond((long) real());
                case EMPTY_LIST -> List.of();
                case EMPTY_MAP -> java.util.Map.of();
                case DOCUMENT_NULL -> new Document(null);
                case DOCUMENT_STRING -> new Document(string());
                case DOCUMENT_BOOLEAN -> new Document(number() != 0);
                case DOCUMENT_NUMBER -> new Document((int) real());
                case DOCUMENT_LIST -> new Document(List.of());
                case DOCUMENT_MAP -> new Document(java.util.Map.of());
            };
        }
    }
}
