package cloudjar.kernel.shape;

/** Where a member travels in a protocol with HTTP bindings, or in an event message. */
public enum Location {
    /** In the body, by its name. */
    BODY,
    /** In the header {@link Member#wireName()}. */
    HEADER,
    /** A map spread over all headers that begin with {@link Member#wireName()}. */
    PREFIX_HEADERS,
    /** In the query parameter {@link Member#wireName()}. */
    QUERY,
    /** A map of all query parameters, those included that other members take. */
    QUERY_PARAMS,
    /** In the path label {@link Member#wireName()}. */
    LABEL,
    /** The HTTP status itself. */
    STATUS_CODE,
    /** The member is the body. */
    PAYLOAD,
    /** In a header of an event message. */
    EVENT_HEADER,
    /** The member is the payload of an event message. */
    EVENT_PAYLOAD
}
