package cloudjar.services.cloudtrail;

/** What an event is about. */
enum EventKind {
    /** What is done to resources, and who may do it. */
    MANAGEMENT("Management"),
    /** What is done in a resource: to its objects, items, messages. */
    DATA("Data");

    private final String category;

    EventKind(String category) {
        this.category = category;
    }

    /** As {@code eventCategory} says it. */
    String category() {
        return category;
    }
}
