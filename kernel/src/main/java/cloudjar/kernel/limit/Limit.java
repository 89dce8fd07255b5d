package cloudjar.kernel.limit;

/**
 * One quota.
 *
 * @param current the value AWS has today
 * @param notes the older value; equal to {@code current} where it never changed
 * @param unit such as {@code bytes} or {@code tables per region}
 * @param source the page of AWS's documentation that states it
 */
public record Limit(long current, long notes, String unit, String source) {
    /** A quota that is the same in both profiles. */
    public static Limit of(long value, String unit, String source) {
        return new Limit(value, value, unit, source);
    }

    /** The value in a profile. */
    public long in(LimitProfile profile) {
        return switch (profile) {
            case CURRENT -> current;
            case NOTES -> notes;
        };
    }

    /** As {@link #in}, for one that is no more than an {@code int} holds. */
    public int intIn(LimitProfile profile) {
        return Math.toIntExact(in(profile));
    }
}
