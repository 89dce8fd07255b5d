package cloudjar.protocols.http;

import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.shape.TimestampFormat;
import cloudjar.protocols.Bindings;
import cloudjar.protocols.HttpResponse;
import java.util.List;
import java.util.Map;

/** Writes the members of an answer that stand outside its body. */
final class ResponseParts {
    /** The one header whose values never share a line: RFC 6265, section 3. */
    private static final String SET_COOKIE = "Set-Cookie";

    private ResponseParts() {}

    /** The status that a member of the output gives, or {@code fallback} where none does. */
    static int status(Structure structure, Bindings bindings, int fallback) {
        for (Member member : bindings.outside()) {
            if (member.location() == Location.STATUS_CODE && structure.get(member) instanceof Integer status) {
                return status;
            }
        }
        return fallback;
    }

    /** Adds the headers that the structure's members give. */
    static void write(Structure structure, Bindings bindings, HttpResponse response) {
        for (Member member : bindings.outside()) {
            Object value = structure.get(member);
            if (value instanceof List<?> cookies && member.wireName().equals(SET_COOKIE)) {
                cookies.forEach(cookie -> response.header(SET_COOKIE, oneLine(String.valueOf(cookie))));
            } else if (value != null && member.location() == Location.HEADER) {
                response.header(member.wireName(), oneLine(text(member, value)));
            }
        }
        for (Member member : bindings.outside()) {
            if (member.location() == Location.PREFIX_HEADERS && structure.get(member) instanceof Map<?, ?> values) {
                prefixed(member.wireName(), values, response);
            }
        }
    }

    /** A header that a member of its own gives comes before one of the same name in the map. */
    private static void prefixed(String prefix, Map<?, ?> values, HttpResponse response) {
        values.forEach((key, text) -> {
            String name = oneLine(prefix + key);
            if (response.header(name) == null) {
                response.header(name, EncodedWords.encode(oneLine(String.valueOf(text))));
            }
        });
    }

    private static String text(Member member, Object value) {
        Schema schema = member.target();
        if (schema.type() != ShapeType.LIST) {
            return BoundText.format(member, value, TimestampFormat.HTTP_DATE);
        }
        Member element = schema.member(0);
        boolean dates = BoundText.httpDate(element, TimestampFormat.HTTP_DATE);
        StringBuilder line = new StringBuilder();
        for (Object item : (List<?>) value) {
            String text = BoundText.format(element, item, TimestampFormat.HTTP_DATE);
            if (dates) {
                line.append(line.isEmpty() ? "" : ", ").append(text);
            } else {
                HeaderList.append(line, text);
            }
        }
        return line.toString();
    }

    /** Line breaks would end the header and begin another: callers' values must not be able to. */
    private static String oneLine(String text) {
        return text.indexOf('\r') < 0 && text.indexOf('\n') < 0
                ? text
                : text.replace('\r', ' ').replace('\n', ' ');
    }
}
