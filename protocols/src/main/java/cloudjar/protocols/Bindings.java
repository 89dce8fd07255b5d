package cloudjar.protocols;

import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Where each member of an input, output, error or event travels, sorted once per schema. A location that has no meaning in this
 * direction (a query parameter in an answer) counts as body, as the models mean it.
 */
public final class Bindings {
    private static final ConcurrentMap<Schema, Bindings> REQUESTS = new ConcurrentHashMap<>();
    private static final ConcurrentMap<Schema, Bindings> RESPONSES = new ConcurrentHashMap<>();
    private static final ConcurrentMap<Schema, Bindings> EVENTS = new ConcurrentHashMap<>();

    private static final Set<Location> REQUEST_PARTS =
            EnumSet.of(Location.HEADER, Location.PREFIX_HEADERS, Location.QUERY, Location.QUERY_PARAMS, Location.LABEL);
    private static final Set<Location> RESPONSE_PARTS =
            EnumSet.of(Location.HEADER, Location.PREFIX_HEADERS, Location.STATUS_CODE);
    private static final Set<Location> EVENT_PARTS = EnumSet.of(Location.EVENT_HEADER);

    private final List<Member> outside;
    private final List<Member> body;
    private final boolean[] inBody;
    private final @Nullable Member payload;

    private Bindings(Schema schema, Set<Location> parts, Location payloadLocation) {
        List<Member> outsideBody = new ArrayList<>();
        List<Member> insideBody = new ArrayList<>();
        Member payloadMember = null;
        inBody = new boolean[schema.memberCount()];
        for (Member member : schema.members()) {
            if (member.location() == payloadLocation) {
                payloadMember = member;
            } else if (parts.contains(member.location())) {
                outsideBody.add(member);
            } else {
                insideBody.add(member);
                inBody[member.index()] = true;
            }
        }
        outside = List.copyOf(outsideBody);
        body = List.copyOf(insideBody);
        payload = payloadMember;
    }

    /** The bindings of an operation's input. */
    public static Bindings ofRequest(Schema input) {
        return REQUESTS.computeIfAbsent(input, schema -> new Bindings(schema, REQUEST_PARTS, Location.PAYLOAD));
    }

    /** The bindings of an operation's output or of an error. */
    public static Bindings ofResponse(Schema output) {
        return RESPONSES.computeIfAbsent(output, schema -> new Bindings(schema, RESPONSE_PARTS, Location.PAYLOAD));
    }

    /** The bindings of an event in an event stream. */
    public static Bindings ofEvent(Schema event) {
        return EVENTS.computeIfAbsent(event, schema -> new Bindings(schema, EVENT_PARTS, Location.EVENT_PAYLOAD));
    }

    /** Members in headers (of the message or the event), the query, the path or the status. */
    public List<Member> outside() {
        return outside;
    }

    /** Members in the body, each by its name; empty where {@link #payload()} is not null. */
    public List<Member> body() {
        return body;
    }

    /** Whether the member stands in the body by its name. */
    public boolean inBody(Member member) {
        return inBody[member.index()];
    }

    /** Whether the member with this index stands in the body by its name. */
    public boolean inBody(int member) {
        return inBody[member];
    }

    /** The member that is the whole body; null where there is none. */
    public @Nullable Member payload() {
        return payload;
    }
}
