package cloudjar.kernel.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The path template of a REST operation, such as {@code /{Bucket}/{Key+}?acl}: literal and label segments, at most one
 * greedy label, and query parameters that must be there.
 */
public final class UriPattern {
    /** A piece of a path: a literal, a label that takes one segment, or a greedy label that takes several. */
    public record Segment(String text, Kind kind) {}

    /** The kinds of path segment. */
    public enum Kind {
        LITERAL,
        LABEL,
        GREEDY
    }

    /**
     * A query parameter that the request must carry.
     *
     * @param value what it must equal; null where any value (or none) will do
     */
    public record QueryLiteral(String name, @Nullable String value) {}

    private final String text;
    private final List<Segment> segments;
    private final List<QueryLiteral> query;
    private final int greedy;

    private UriPattern(String text, List<Segment> segments, List<QueryLiteral> query, int greedy) {
        this.text = text;
        this.segments = segments;
        this.query = query;
        this.greedy = greedy;
    }

    /** Reads a template as the models write it. */
    public static UriPattern parse(String text) {
        // A fragment such as "#x-id" occurs in no AWS model; what is before '?' is the path.
        int question = text.indexOf('?');
        String path = question < 0 ? text : text.substring(0, question);
        List<Segment> segments = new ArrayList<>();
        int greedy = -1;
        for (String part : path.substring(path.startsWith("/") ? 1 : 0).split("/", -1)) {
            if (part.startsWith("{") && part.endsWith("+}")) {
                greedy = segments.size();
                segments.add(new Segment(part.substring(1, part.length() - 2), Kind.GREEDY));
            } else if (part.startsWith("{") && part.endsWith("}")) {
                segments.add(new Segment(part.substring(1, part.length() - 1), Kind.LABEL));
            } else {
                segments.add(new Segment(part, Kind.LITERAL));
            }
        }
        List<QueryLiteral> query = new ArrayList<>();
        if (question >= 0) {
            for (String pair : text.substring(question + 1).split("&")) {
                int equals = pair.indexOf('=');
                query.add(
                        equals < 0
                                ? new QueryLiteral(pair, null)
                                : new QueryLiteral(pair.substring(0, equals), pair.substring(equals + 1)));
            }
        }
        return new UriPattern(text, List.copyOf(segments), List.copyOf(query), greedy);
    }

    public List<Segment> segments() {
        return segments;
    }

    public List<QueryLiteral> query() {
        return query;
    }

    /** The position of the greedy label among {@link #segments()}, or -1. */
    public int greedy() {
        return greedy;
    }

    /**
     * The raw (still percent-encoded) text of each label in {@code rawPath}, in the order of the labels in the template;
     * null where the path does not match. A label matches no empty segment.
     */
    public @Nullable List<String> match(String rawPath) {
        String[] parts = rawPath.substring(rawPath.startsWith("/") ? 1 : 0).split("/", -1);
        int count = segments.size();
        if (greedy < 0 ? parts.length != count : parts.length < count) {
            return null;
        }
        List<String> labels = new ArrayList<>(count);
        int taken = 0;
        for (int i = 0; i < count; i++) {
            Segment segment = segments.get(i);
            String value = parts[taken++];
            if (segment.kind() == Kind.GREEDY) {
                int end = parts.length - (count - i - 1);
                StringBuilder joined = new StringBuilder(value);
                while (taken < end) {
                    joined.append('/').append(parts[taken++]);
                }
                value = joined.toString();
            }
            if (segment.kind() == Kind.LITERAL ? !segment.text().equals(value) : value.isEmpty()) {
                return null;
            }
            if (segment.kind() != Kind.LITERAL) {
                labels.add(value);
            }
        }
        return labels;
    }

    @Override
    public String toString() {
        return text;
    }
}
