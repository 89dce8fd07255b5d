package cloudjar.services.sns;

/** How many subscriptions a topic has, by what became of them. */
record TopicCounts(long confirmed, long pending, long deleted) {
    static final TopicCounts NONE = new TopicCounts(0, 0, 0);

    long all() {
        return confirmed + pending;
    }

    TopicCounts added(Subscription subscription) {
        return subscription.pending()
                ? new TopicCounts(confirmed, pending + 1, deleted)
                : new TopicCounts(confirmed + 1, pending, deleted);
    }

    TopicCounts nowConfirmed() {
        return new TopicCounts(confirmed + 1, pending - 1, deleted);
    }

    TopicCounts removed(Subscription subscription) {
        return subscription.pending()
                ? new TopicCounts(confirmed, pending - 1, deleted)
                : new TopicCounts(confirmed - 1, pending, deleted + 1);
    }
}
