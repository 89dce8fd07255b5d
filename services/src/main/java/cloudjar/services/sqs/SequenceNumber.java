package cloudjar.services.sqs;

/** The number that senders and consumers of FIFO queues see: 20 digits, growing in each group. */
final class SequenceNumber {
    /** What AWS's begin with these days; 17 digits hold every sequence for the next three thousand years. */
    private static final String HEAD = "188";

    private static final int DIGITS = 17;

    private SequenceNumber() {}

    /** The number of the message with this sequence. */
    static String of(long sequence) {
        String digits = Long.toString(sequence);
        return HEAD + "0".repeat(DIGITS - digits.length()) + digits;
    }
}
