package cloudjar.services.sqs;

import cloudjar.kernel.limit.LimitProfile;

/** The limits in force: one profile of {@link SqsLimit}. Immutable. */
final class SqsLimits {
    private final int[] values;

    SqsLimits(LimitProfile profile) {
        SqsLimit[] limits = SqsLimit.values();
        values = new int[limits.length];
        for (SqsLimit each : limits) {
            values[each.ordinal()] = Math.toIntExact(each.limit().in(profile));
        }
    }

    /** The limit's value, in its unit. */
    int of(SqsLimit limit) {
        return values[limit.ordinal()];
    }
}
