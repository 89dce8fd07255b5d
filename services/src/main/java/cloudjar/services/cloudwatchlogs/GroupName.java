package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.call.Call;
import org.jspecify.annotations.Nullable;

/** How requests name groups: by name, by identifier (a name or an ARN), or by either. */
final class GroupName {
    private static final String RESOURCE = ":log-group:";

    private GroupName() {}

    /** The name of the group that an identifier names: a name, or an ARN with or without the {@code :*} at its end. */
    static String of(String identifier) {
        if (!identifier.startsWith("arn:")) {
            return identifier;
        }
        int at = identifier.indexOf(RESOURCE);
        if (at < 0) {
            throw LogsErrors.invalid("The ARN is invalid: " + identifier);
        }
        String name = identifier.substring(at + RESOURCE.length());
        return name.endsWith(":*") ? name.substring(0, name.length() - 2) : name;
    }

    /** As {@link #of}, of a group of this account and region. */
    static String own(String identifier, Call call) {
        String prefix = call.arn("logs", "").toString();
        if (identifier.startsWith("arn:") && !identifier.startsWith(prefix)) {
            throw LogsErrors.noGroup();
        }
        return of(identifier);
    }

    /** The name in a request that may give a name or an identifier, but not both (recorded: test_describe_log_streams_with_log_group_identifier). */
    static String either(@Nullable String name, @Nullable String identifier, Call call) {
        if (name != null && identifier != null) {
            throw LogsErrors.validation("LogGroup name and LogGroup ARN are mutually exclusive parameters.");
        }
        if (name != null) {
            return name;
        }
        if (identifier == null) {
            throw LogsErrors.invalid("LogGroup name or LogGroup ARN is required.");
        }
        return own(identifier, call);
    }
}
