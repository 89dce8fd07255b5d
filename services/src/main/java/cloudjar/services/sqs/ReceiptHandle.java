package cloudjar.services.sqs;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What a consumer holds of a message that it received: which message, and the how-manieth receipt it was.
 *
 * @param backlog of the queue
 * @param sequence of the message in it
 * @param receipt counts the times the message was received in this queue, from 1
 */
record ReceiptHandle(long backlog, long sequence, int receipt) {
    /** What every handle begins with: {@code AQEB} in Base64, as AWS's do. */
    private static final byte[] HEAD = {1, 1, 1, 1};

    private static final int LENGTH = HEAD.length + 8 + 8 + 4 + 4;

    /**
     * Reads a handle.
     *
     * @return empty where the text is no handle of ours
     */
    static Optional<ReceiptHandle> parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != LENGTH) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        for (byte expected : HEAD) {
            if (in.get() != expected) {
                return Optional.empty();
            }
        }
        ReceiptHandle handle = new ReceiptHandle(in.getLong(), in.getLong(), in.getInt());
        return in.getInt() == check(bytes) ? Optional.of(handle) : Optional.empty();
    }

    /** The text that the consumer gets. */
    @Override
    public String toString() {
        byte[] bytes = new byte[LENGTH];
        ByteBuffer out = ByteBuffer.wrap(bytes);
        out.put(HEAD).putLong(backlog).putLong(sequence).putInt(receipt);
        out.putInt(check(bytes));
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static int check(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, LENGTH - 4);
        return (int) crc.getValue();
    }
}
