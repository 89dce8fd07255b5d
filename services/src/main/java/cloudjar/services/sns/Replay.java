package cloudjar.services.sns;

import cloudjar.kernel.json.Json;

/**
 * How far a subscription has come with the archived messages that it wanted again.
 *
 * @param next the number of the next archived message
 * @param endAtMillis up to when; 0 where new messages follow the old ones
 */
record Replay(long next, long endAtMillis, Status status, long startedAtMillis) {
    /** Where it stands. */
    enum Status {
        PENDING("Pending"),
        IN_PROGRESS("In progress"),
        COMPLETED("Completed"),
        FAILED("Failed");

        private final String shown;

        Status(String shown) {
            this.shown = shown;
        }
    }

    boolean isUnderway() {
        return status == Status.PENDING || status == Status.IN_PROGRESS;
    }

    Replay at(long number, Status now) {
        return new Replay(number, endAtMillis, now, startedAtMillis);
    }

    /** As the attribute {@code ReplayStatus} shows it. */
    String shown() {
        return "{\"Status\":" + Json.quote(status.shown) + ",\"StartTime\":"
                + Json.quote(Envelope.timestamp(startedAtMillis)) + "}";
    }
}
