package cloudjar.modelgen.overlay;

import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.modelgen.model.MemberModel;
import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.model.ShapeModel;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The notation of a member: {@code Name:Shape}, then {@code !} where it is required, then {@code @location} or
 * {@code @location=name}; {@code @headers=} takes all headers. A shape that the model lacks may be one of the plain types, which are added under their name.
 */
final class MemberNotation {
    private static final Pattern MEMBER = Pattern.compile("([\\w-]+):([\\w-]+)(!?)(?:@(\\w+)(?:=(.*))?)?");

    private static final Map<String, Location> LOCATIONS = Map.of(
            "header", Location.HEADER,
            "headers", Location.PREFIX_HEADERS,
            "query", Location.QUERY,
            "label", Location.LABEL,
            "status", Location.STATUS_CODE,
            "payload", Location.PAYLOAD);

    private static final Map<String, ShapeType> PLAIN = Map.of(
            "String", ShapeType.STRING,
            "Boolean", ShapeType.BOOLEAN,
            "Integer", ShapeType.INTEGER,
            "Long", ShapeType.LONG,
            "Double", ShapeType.DOUBLE,
            "Blob", ShapeType.BLOB,
            "Timestamp", ShapeType.TIMESTAMP,
            "Document", ShapeType.DOCUMENT);

    private MemberNotation() {}

    static MemberModel parse(OverlayLine line, String text, ServiceModel model) {
        Matcher matcher = MEMBER.matcher(text);
        if (!matcher.matches()) {
            throw line.problem("not a member: " + text);
        }
        String target = matcher.group(2);
        requireShape(line, target, model);
        MemberModel member = new MemberModel(matcher.group(1), target);
        if (!matcher.group(3).isEmpty()) {
            member.flags |= Member.REQUIRED;
        }
        String location = matcher.group(4);
        if (location != null) {
            Location known = LOCATIONS.get(location);
            if (known == null) {
                throw line.problem("unknown location " + location);
            }
            member.location = known;
            member.wireName = matcher.group(5);
        }
        return member;
    }

    /** Refuses a shape that is neither in the model nor plain; adds a plain one. */
    static void requireShape(OverlayLine line, String name, ServiceModel model) {
        if (model.shapes().containsKey(name)) {
            return;
        }
        ShapeType plain = PLAIN.get(name);
        if (plain == null) {
            throw line.problem("no shape " + name);
        }
        model.shapes().put(name, new ShapeModel(name, plain));
    }
}
