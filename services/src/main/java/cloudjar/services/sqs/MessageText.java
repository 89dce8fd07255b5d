package cloudjar.services.sqs;

/** What text a message may hold, and how long it is. */
final class MessageText {
    private MessageText() {}

    /**
     * Whether all characters are allowed in a body: those of XML 1.0, which are tab, newline, carriage return and U+0020
     * to U+D7FF, U+E000 to U+FFFD and U+10000 to U+10FFFF (API_SendMessage).
     */
    static boolean isAllowed(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0xD800) {
                continue;
            }
            if (c < ' ') {
                if (c != '\t' && c != '\n' && c != '\r') {
                    return false;
                }
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c < 0xE000 || c > 0xFFFD) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text may be a group or deduplication id: 1 to 128 letters, digits and punctuation of ASCII. */
    static boolean isId(String text, int lengthMax) {
        int length = text.length();
        if (length == 0 || length > lengthMax) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** Whether the text may name an entry of a batch: letters, digits, hyphens and underscores. */
    static boolean isEntryId(String text, int lengthMax) {
        return isWord(text, lengthMax);
    }

    /** Whether the text may name a queue, the suffix of FIFO queues not counted. */
    static boolean isQueueName(String text, int lengthMax) {
        return isWord(text, lengthMax);
    }

    private static boolean isWord(String text, int lengthMax) {
        int length = text.length();
        if (length == 0 || length > lengthMax) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean allowed =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }
}
