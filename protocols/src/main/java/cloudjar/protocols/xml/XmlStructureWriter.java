package cloudjar.protocols.xml;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.shape.TimestampFormat;
import cloudjar.kernel.shape.XmlNamespace;
import cloudjar.protocols.Bindings;
import cloudjar.protocols.text.AwsTimestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes structures as XML by their schemas. Stateless and safe for any number of threads. */
public final class XmlStructureWriter {
    /** How a date-time is written. */
    public enum DateTimes {
        /** With a fraction only where it is not zero. */
        SHORTEST,
        /** Always with milliseconds, as S3 does. */
        MILLISECONDS
    }

    private final DateTimes dateTimes;

    public XmlStructureWriter(DateTimes dateTimes) {
        this.dateTimes = dateTimes;
    }

    /** Writes attributes and elements of {@code value} into the element that has just been opened, wherever they travel. */
    public void members(XmlWriter out, Structure value) {
        Schema schema = value.schema();
        attributes(out, schema, value);
        for (int i = 0; i < schema.memberCount(); i++) {
            Object member = value.get(i);
            if (member != null) {
                member(out, schema.member(i), member);
            }
        }
    }

    /** Like {@link #members}, without the members that travel outside of the body. */
    public void members(XmlWriter out, Structure value, Bindings bindings) {
        attributes(out, value.schema(), value);
        for (Member member : bindings.body()) {
            Object field = value.get(member);
            if (field != null) {
                member(out, member, field);
            }
        }
    }

    /** Writes one member as its element or, where it is flattened, as its elements; nothing where it is an attribute. */
    public void member(XmlWriter out, Member member, Object value) {
        if (member.xmlAttribute()) {
            return;
        }
        Schema target = member.target();
        if (member.flattened() && value instanceof List<?> list) {
            Member item = target.member(0);
            for (Object element : list) {
                // A flattened list takes its elements' namespace, never its own.
                element(out, member.xmlName(), item, element);
            }
        } else if (member.flattened() && value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.start(member.xmlName()).namespace(member.xmlNamespace());
                entry(out, target, entry);
                out.end(member.xmlName());
            }
        } else {
            element(out, member.xmlName(), member, value);
        }
    }

    /** Writes a scalar's text into the element that has just been opened. */
    public void scalar(XmlWriter out, Member member, Object value) {
        switch (member.target().type()) {
            case STRING -> out.text((String) value);
            case BLOB -> out.plain(((Bytes) value).toBase64());
            case TIMESTAMP -> out.plain(timestamp(member, (Instant) value));
            case BOOLEAN, BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE, BIG_INTEGER, BIG_DECIMAL ->
                out.plain(value.toString());
            case DOCUMENT, LIST, MAP, STRUCTURE, UNION ->
                throw new IllegalStateException("no scalar in XML: " + member.target());
        }
    }

    private void element(XmlWriter out, String name, Member member, @Nullable Object value) {
        out.start(name).namespace(namespace(member));
        if (value != null) {
            content(out, member, value);
        }
        out.end(name);
    }

    /** The member's own namespace, else that of its shape where it has a prefix: the shape's attributes use it. */
    private static @Nullable XmlNamespace namespace(Member member) {
        XmlNamespace ofShape = member.target().traits().xmlNamespace();
        return member.xmlNamespace() != null
                        || ofShape == null
                        || ofShape.prefix().isEmpty()
                ? member.xmlNamespace()
                : ofShape;
    }

    private void content(XmlWriter out, Member member, Object value) {
        Schema target = member.target();
        switch (target.type()) {
            case LIST -> {
                Member item = target.member(0);
                for (Object element : (List<?>) value) {
                    element(out, item.xmlName(), item, element);
                }
            }
            case MAP -> {
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    out.start("entry");
                    entry(out, target, entry);
                    out.end("entry");
                }
            }
            case STRUCTURE, UNION -> members(out, (Structure) value);
            default -> scalar(out, member, value);
        }
    }

    private void entry(XmlWriter out, Schema map, Map.Entry<?, ?> entry) {
        element(out, map.member(0).xmlName(), map.member(0), Objects.requireNonNull(entry.getKey()));
        element(out, map.member(1).xmlName(), map.member(1), entry.getValue());
    }

    private void attributes(XmlWriter out, Schema schema, Structure value) {
        for (int i = 0; i < schema.memberCount(); i++) {
            Member member = schema.member(i);
            Object attribute = member.xmlAttribute() ? value.get(i) : null;
            if (attribute instanceof Instant instant) {
                out.attribute(member.xmlName(), timestamp(member, instant));
            } else if (attribute != null) {
                out.attribute(member.xmlName(), attribute.toString());
            }
        }
    }

    private String timestamp(Member member, Instant value) {
        TimestampFormat given = member.timestampFormat();
        TimestampFormat format = given == null ? TimestampFormat.DATE_TIME : given;
        if (format != TimestampFormat.DATE_TIME || dateTimes == DateTimes.SHORTEST) {
            return AwsTimestamp.format(value, format);
        }
        String text = AwsTimestamp.format(value.truncatedTo(ChronoUnit.MILLIS), format);
        return text.indexOf('.') < 0 ? text.substring(0, text.length() - 1) + ".000Z" : text;
    }
}
