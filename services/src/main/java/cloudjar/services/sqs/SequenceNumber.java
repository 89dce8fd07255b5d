package cloudjar.services.sqs;

/** The number that senders and consumers of FIFO queues see: 20 digits, growing in each group. */
final class SequenceNumber {
    private static final int DIGITS = 20;

    private SequenceNumber() {}

    /** The number of the message with this sequence. */
    static String of(long sequence) {
        String digits = sequence + "0";
        return "0".repeat(DIGITS - digits.length()) + digits;
    }
}
