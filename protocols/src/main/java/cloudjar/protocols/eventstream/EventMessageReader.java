package cloudjar.protocols.eventstream;

import cloudjar.kernel.shape.Bytes;
import cloudjar.protocols.text.AwsTimestamp;
import cloudjar.protocols.text.MalformedValueException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Reads messages one after another from a stream. Used by one thread. */
public final class EventMessageReader {
    /** The longest message of the specification: 16 MiB of payload and 128 KiB of headers. */
    public static final int MESSAGE_BYTES_MAX = (16 << 20) + (128 << 10) + EventMessage.FRAME_BYTES;

    private final InputStream in;

    public EventMessageReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next message; null at the end of the stream.
     *
     * @throws MalformedValueException where a length or checksum is wrong or the stream ends within a message
     * @throws IOException where the stream fails
     */
    public @Nullable EventMessage next() throws IOException {
        byte[] prelude = in.readNBytes(EventMessage.PRELUDE_BYTES);
        if (prelude.length == 0) {
            return null;
        }
        requireLength(prelude, EventMessage.PRELUDE_BYTES);
        ByteBuffer numbers = ByteBuffer.wrap(prelude);
        int total = numbers.getInt();
        int headers = numbers.getInt();
        CRC32 crc = new CRC32();
        crc.update(prelude, 0, 8);
        requireChecksum(crc, numbers.getInt());
        if (total < EventMessage.FRAME_BYTES
                || total > MESSAGE_BYTES_MAX
                || headers < 0
                || headers > total - EventMessage.FRAME_BYTES) {
            throw new MalformedValueException("Event message of an impossible length");
        }
        int restLength = total - EventMessage.PRELUDE_BYTES;
        byte[] rest = in.readNBytes(restLength);
        requireLength(rest, restLength);
        crc.update(prelude, 8, 4);
        crc.update(rest, 0, restLength - 4);
        requireChecksum(crc, ByteBuffer.wrap(rest, restLength - 4, 4).getInt());
        byte[] payload = new byte[restLength - 4 - headers];
        System.arraycopy(rest, headers, payload, 0, payload.length);
        return new EventMessage(headers(ByteBuffer.wrap(rest, 0, headers)), Bytes.wrap(payload));
    }

    private static void requireLength(byte[] read, int wanted) {
        if (read.length < wanted) {
            throw new MalformedValueException("The event stream ends within a message");
        }
    }

    private static void requireChecksum(CRC32 crc, int expected) {
        if ((int) crc.getValue() != expected) {
            throw new MalformedValueException("Event message with a wrong checksum");
        }
    }

    private static List<EventMessage.Header> headers(ByteBuffer block) {
        List<EventMessage.Header> headers = new ArrayList<>();
        try {
            while (block.hasRemaining()) {
                String name = text(block, block.get() & 0xff);
                headers.add(new EventMessage.Header(name, value(block)));
            }
        } catch (BufferUnderflowException tooShort) {
            throw new MalformedValueException("Event header that does not end");
        }
        return headers;
    }

    private static Object value(ByteBuffer block) {
        return switch (block.get()) {
            case HeaderType.TRUE -> true;
            case HeaderType.FALSE -> false;
            case HeaderType.BYTE -> block.get();
            case HeaderType.SHORT -> block.getShort();
            case HeaderType.INTEGER -> block.getInt();
            case HeaderType.LONG -> block.getLong();
            case HeaderType.BYTES -> Bytes.wrap(bytes(block, block.getShort() & 0xffff));
            case HeaderType.STRING -> text(block, block.getShort() & 0xffff);
            case HeaderType.TIMESTAMP -> {
                long millis = block.getLong();
                yield AwsTimestamp.instant(
                        Math.floorDiv(millis, 1000L), (int) Math.floorMod(millis, 1000L) * 1_000_000);
            }
            case HeaderType.UUID -> new UUID(block.getLong(), block.getLong());
            default -> throw new MalformedValueException("Event header of an unknown type");
        };
    }

    private static String text(ByteBuffer block, int length) {
        return new String(bytes(block, length), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer block, int length) {
        if (length > block.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        block.get(bytes);
        return bytes;
    }
}
