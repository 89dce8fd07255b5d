package cloudjar.kernel.call;

/** Whether callers are held to the capacity that resources have. */
public enum Throttling {
    /** Resources serve as much as they can. */
    OFF,
    /** What exceeds a resource's capacity is refused, as AWS does. */
    ON
}
