package cloudjar.services.sqs;

/**
 * What has happened to a message in its queue.
 *
 * @param receipts how often it was received
 * @param firstReceivedAtMillis when first; 0 for never
 * @param lastReceivedAtMillis when last; 0 for never
 * @param visibleAtMillis until when it is hidden, delayed or in flight; 0 when it is visible
 */
record Delivery(int receipts, long firstReceivedAtMillis, long lastReceivedAtMillis, long visibleAtMillis) {
    /** Of a message to which nothing has happened. */
    static final Delivery NONE = new Delivery(0, 0, 0, 0);

    /** Of a message that is delayed until then. */
    static Delivery delayed(long untilMillis) {
        return new Delivery(0, 0, 0, untilMillis);
    }

    /** After another receipt. */
    Delivery received(long nowMillis, long visibleAt) {
        return new Delivery(
                receipts + 1, firstReceivedAtMillis == 0 ? nowMillis : firstReceivedAtMillis, nowMillis, visibleAt);
    }

    /** Hidden until then; 0 for visible. */
    Delivery visibleAt(long millis) {
        return new Delivery(receipts, firstReceivedAtMillis, lastReceivedAtMillis, millis);
    }

    /** Whether it is listed as hidden, its time run out or not. */
    boolean hidden() {
        return visibleAtMillis != 0;
    }

    /** Whether a consumer has it. */
    boolean inFlight(long nowMillis) {
        return receipts > 0 && visibleAtMillis > nowMillis;
    }
}
