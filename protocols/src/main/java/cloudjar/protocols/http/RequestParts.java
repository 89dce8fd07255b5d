package cloudjar.protocols.http;

import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.TimestampFormat;
import cloudjar.kernel.shape.UriPattern;
import cloudjar.protocols.Bindings;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.text.AwsTimestamp.Offsets;
import cloudjar.protocols.text.MalformedValueException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the members of a request that stand outside its body. */
final class RequestParts {
    /** What a query parameter without content stands for that is no text, as in {@code max-keys=}. */
    enum EmptyNumbers {
        ABSENT,
        MALFORMED
    }

    private static final TimestampFormat HEADER_TIME = TimestampFormat.HTTP_DATE;
    private static final TimestampFormat TEXT_TIME = TimestampFormat.DATE_TIME;

    private final HttpRequest request;
    private final Offsets offsets;
    private final EmptyNumbers emptyNumbers;
    private final Map<String, String> labels = new LinkedHashMap<>();
    private @Nullable QueryParameters query;

    private RequestParts(HttpRequest request, Offsets offsets, EmptyNumbers emptyNumbers) {
        this.request = request;
        this.offsets = offsets;
        this.emptyNumbers = emptyNumbers;
    }

    /**
     * Fills the slots of all members of {@code bindings.outside()} that the request has.
     *
     * @throws MalformedValueException where one cannot be read, or the path does not fit the operation
     */
    static void read(
            OperationSchema operation,
            Bindings bindings,
            HttpRequest request,
            @Nullable Object[] slots,
            Offsets offsets,
            EmptyNumbers emptyNumbers) {
        if (bindings.outside().isEmpty()) {
            return;
        }
        RequestParts parts = new RequestParts(request, offsets, emptyNumbers);
        for (Member member : bindings.outside()) {
            slots[member.index()] = parts.value(operation, member);
        }
    }

    private @Nullable Object value(OperationSchema operation, Member member) {
        return switch (member.location()) {
            case HEADER -> header(member);
            case PREFIX_HEADERS -> prefixHeaders(member);
            case QUERY -> query(member);
            case QUERY_PARAMS -> queryMap(member);
            case LABEL -> label(operation, member);
            case BODY, PAYLOAD, STATUS_CODE, EVENT_HEADER, EVENT_PAYLOAD ->
                throw new IllegalStateException("not outside the body: " + member);
        };
    }

    private @Nullable Object header(Member member) {
        Schema schema = member.target();
        if (schema.type() != ShapeType.LIST) {
            String text = request.header(member.wireName());
            // An empty header can only be meant as an empty string.
            if (text == null || text.isBlank() && schema.type() != ShapeType.STRING) {
                return null;
            }
            return BoundText.parse(member, text.trim(), HEADER_TIME, true, offsets);
        }
        List<String> lines = request.headers(member.wireName());
        if (lines.isEmpty()) {
            return null;
        }
        Member element = schema.member(0);
        List<Object> values = new ArrayList<>();
        for (String line : lines) {
            List<String> texts =
                    BoundText.httpDate(element, HEADER_TIME) ? HeaderList.splitDates(line) : HeaderList.split(line);
            for (String text : texts) {
                values.add(BoundText.parse(element, text, HEADER_TIME, true, offsets));
            }
        }
        return Collections.unmodifiableList(values);
    }

    /** Keys are in lower case: the case of header names does not survive HTTP/2, and S3 lowers it as well. */
    private @Nullable Object prefixHeaders(Member member) {
        String prefix = member.wireName();
        Map<String, Object> values = new LinkedHashMap<>();
        request.forEachHeader((name, value) -> {
            if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                String key = name.substring(prefix.length()).toLowerCase(Locale.ROOT);
                values.merge(key, EncodedWords.decode(value.trim()), (first, next) -> first + "," + next);
            }
        });
        return values.isEmpty() ? null : Collections.unmodifiableMap(values);
    }

    private QueryParameters parameters() {
        QueryParameters known = query;
        if (known == null) {
            query = known = QueryParameters.parse(request.rawQuery());
        }
        return known;
    }

    private @Nullable Object query(Member member) {
        Schema schema = member.target();
        if (schema.type() != ShapeType.LIST) {
            String text = parameters().first(member.wireName());
            if (text == null
                    || text.isEmpty() && emptyNumbers == EmptyNumbers.ABSENT && schema.type() != ShapeType.STRING) {
                return null;
            }
            return BoundText.parse(member, text, TEXT_TIME, false, offsets);
        }
        List<String> texts = parameters().all(member.wireName());
        if (texts.isEmpty()) {
            return null;
        }
        List<Object> values = new ArrayList<>(texts.size());
        for (String text : texts) {
            values.add(BoundText.parse(schema.member(0), text, TEXT_TIME, false, offsets));
        }
        return Collections.unmodifiableList(values);
    }

    private @Nullable Object queryMap(Member member) {
        Map<String, List<String>> all = parameters().map();
        if (all.isEmpty()) {
            return null;
        }
        boolean lists = member.target().mapValue().type() == ShapeType.LIST;
        Map<String, Object> values = LinkedHashMap.newLinkedHashMap(all.size());
        all.forEach((name, texts) ->
                values.put(name, lists ? Collections.unmodifiableList(texts) : (Object) texts.getFirst()));
        return Collections.unmodifiableMap(values);
    }

    private Object label(OperationSchema operation, Member member) {
        if (labels.isEmpty()) {
            readLabels(operation);
        }
        String raw = labels.get(member.wireName());
        if (raw == null) {
            throw new IllegalStateException(operation + " has no label for " + member);
        }
        return BoundText.parse(member, PercentEncoding.decode(raw), TEXT_TIME, false, offsets);
    }

    private void readLabels(OperationSchema operation) {
        List<String> matched = operation.uri().match(request.rawPath());
        if (matched == null) {
            throw new MalformedValueException("The path does not fit the operation");
        }
        int taken = 0;
        for (UriPattern.Segment segment : operation.uri().segments()) {
            if (segment.kind() != UriPattern.Kind.LITERAL) {
                labels.put(segment.text(), matched.get(taken++));
            }
        }
    }

    /** Whether a header is one of the members. */
    static boolean bindsHeader(Bindings bindings, String header) {
        for (Member member : bindings.outside()) {
            if (member.location() == Location.HEADER && member.wireName().equalsIgnoreCase(header)) {
                return true;
            }
        }
        return false;
    }
}
