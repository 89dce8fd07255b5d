package cloudjar.services.sqs;

/** The limits in force: one profile of {@link SqsLimit}. Immutable. */
final class SqsLimits {
    /** What AWS has today. */
    static final SqsLimits CURRENT = new SqsLimits("current");

    /** The older figures. */
    static final SqsLimits NOTES = new SqsLimits("notes");

    private final int[] values;

    private SqsLimits(String profile) {
        SqsLimit[] limits = SqsLimit.values();
        values = new int[limits.length];
        for (SqsLimit limit : limits) {
            values[limit.ordinal()] = profile.equals("notes") ? limit.notes() : limit.current();
        }
    }

    /**
     * The limits of a profile, as {@code --limits} names it.
     *
     * @throws IllegalArgumentException when there is no such profile
     */
    static SqsLimits of(String profile) {
        return switch (profile) {
            case "current" -> CURRENT;
            case "notes" -> NOTES;
            default -> throw new IllegalArgumentException("no profile of limits: " + profile);
        };
    }

    /** The limit's value, in its unit. */
    int of(SqsLimit limit) {
        return values[limit.ordinal()];
    }
}
