package cloudjar.services.cloudwatchlogs.query;

/** A text that is no query. */
public final class MalformedQuery extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int offset;

    MalformedQuery(String message, int offset) {
        super(message);
        this.offset = offset;
    }

    /** Where in the text it went wrong, in characters. */
    public int offset() {
        return offset;
    }
}
