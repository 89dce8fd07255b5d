package cloudjar.kernel.shape;

import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * An error that every service can answer and no model declares, such as {@code SerializationException} or
 * {@code AccessDenied}: made by the front door, never by a service (a service's own errors stand in its model or its
 * overlay).
 */
public final class CommonException extends ApiException {
    private final ErrorTraits traits;

    /** An error with this code and status; the message goes to the caller as it is. */
    public CommonException(String code, int status, String message) {
        this(new ErrorTraits(code, code, status, status < 500), message);
    }

    public CommonException(ErrorTraits traits, String message) {
        super(CommonSchemas.ERROR.create(new Object[] {message}), message);
        this.traits = traits;
    }

    /**
     * An error that tells more than its message does.
     *
     * @param members further texts, by their names on the wire, in the order in which they are written
     */
    public CommonException(String code, int status, String message, SequencedMap<String, String> members) {
        super(structure(message, members), message);
        this.traits = new ErrorTraits(code, code, status, status < 500);
    }

    private static Structure structure(String message, SequencedMap<String, String> members) {
        @Nullable Object[] values = new Object[members.size() + 1];
        values[0] = message;
        int index = 1;
        for (String value : members.values()) {
            values[index++] = value;
        }
        return CommonSchemas.error(members.keySet()).create(values);
    }

    @Override
    public ErrorTraits traits() {
        return traits;
    }
}
