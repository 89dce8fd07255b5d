package cloudjar.kernel.call.access;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Partition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks for, as far as it matters to whether it may.
 *
 * @param snapshot of the world's store: good while the call is judged
 */
public record Asked(OperationSchema operation, Structure input, Call call, Snapshot snapshot, Headers headers) {
    /** The text of an input's member; null where it has none. */
    public @Nullable String text(String member) {
        return input.get(member) instanceof String text ? text : null;
    }

    /** The text of a member; empty where there is none. */
    public String textOrEmpty(String member) {
        return input.get(member) instanceof String text ? text : "";
    }

    /** Whether the input has the member. */
    public boolean has(String member) {
        return input.get(member) != null;
    }

    /** A member that is a structure; null where there is none. */
    public @Nullable Structure structure(String member) {
        return input.get(member) instanceof Structure structure ? structure : null;
    }

    /** The elements of a list member, or the values of a map member, that are of a type; empty where there is none. */
    public <T> List<T> elements(String member, Class<T> type) {
        return elements(input, member, type);
    }

    /** The elements of a list that are of a type. */
    public static <T> List<T> elements(@Nullable Structure of, String member, Class<T> type) {
        return of != null && of.get(member) instanceof List<?> list
                ? list.stream().filter(type::isInstance).map(type::cast).toList()
                : List.of();
    }

    /** The ARN of a resource of the call's account and region. */
    public String arn(String service, String resource) {
        return arn(service, call.region(), call.account(), resource);
    }

    /** The ARN of a resource in the call's partition. */
    public String arn(String service, String region, String account, String resource) {
        return "arn:" + Partition.of(call.region()).id() + ":" + service + ":" + region + ":" + account + ":"
                + resource;
    }
}
