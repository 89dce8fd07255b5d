package cloudjar.testkit.structure;

import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.TimestampFormat;

/** Where a value travels, as far as that limits what it may be. */
public enum Place {
    BODY,
    HEADER,
    /** The rest of a header's name. */
    HEADER_NAME,
    QUERY,
    /** One segment of the path. */
    LABEL,
    /** What follows in the path, slashes and all. */
    GREEDY_LABEL;

    /** Where a member travels in a protocol with HTTP bindings. */
    public static Place of(Member member, boolean greedy) {
        return switch (member.location()) {
            case HEADER, PREFIX_HEADERS -> HEADER;
            case QUERY, QUERY_PARAMS -> QUERY;
            case LABEL -> greedy ? GREEDY_LABEL : LABEL;
            case BODY, PAYLOAD, STATUS_CODE, EVENT_HEADER, EVENT_PAYLOAD -> BODY;
        };
    }

    /** Whether a timestamp loses its fraction of a second here. */
    public boolean wholeSeconds(Member member) {
        TimestampFormat format = member.timestampFormat();
        return format == null
                ? this == HEADER
                : format == TimestampFormat.HTTP_DATE || format == TimestampFormat.DATE_TIME_SECONDS;
    }
}
