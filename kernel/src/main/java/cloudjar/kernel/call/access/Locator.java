package cloudjar.kernel.call.access;

/** Says which resource a call is about. */
@FunctionalInterface
public interface Locator {
    /** For actions that are about no resource. */
    Locator NONE = _ -> "*";

    /** The resource's ARN; {@code *} for none. */
    String locate(Asked asked);
}
