package cloudjar.services.sns;

/** What a topic may be called: letters, digits, hyphens and underscores; a FIFO topic ends in {@code .fifo}. */
final class TopicName {
    private TopicName() {}

    static void check(String name, boolean fifo, int max) {
        String word = fifo && name.endsWith(Topic.FIFO_SUFFIX)
                ? name.substring(0, name.length() - Topic.FIFO_SUFFIX.length())
                : name;
        boolean valid = !word.isEmpty()
                && name.length() <= max
                && fifo == name.endsWith(Topic.FIFO_SUFFIX)
                && word.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || c == '-'
                                || c == '_');
        if (!valid) {
            throw SnsErrors.invalid("Topic Name");
        }
    }
}
