package cloudjar.protocols.eventstream;

import cloudjar.kernel.shape.Bytes;
import cloudjar.protocols.ContentBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One message of an event stream.
 *
 * @param headers in the order in which they stand in the message
 */
public record EventMessage(List<Header> headers, Bytes payload) {
    /** The content type of a stream of messages. */
    public static final String MEDIA_TYPE = "application/vnd.amazon.eventstream";

    /** Length of the whole message and of its headers, and the checksum of the two. */
    static final int PRELUDE_BYTES = 12;

    /** What a message has beside headers and payload: the prelude and the checksum at its end. */
    static final int FRAME_BYTES = PRELUDE_BYTES + 4;

    /**
     * A header.
     *
     * @param value {@code Boolean}, {@code Byte}, {@code Short}, {@code Integer}, {@code Long}, {@link Bytes},
     *     {@code String}, {@code Instant} (to the millisecond) or {@code UUID}
     */
    public record Header(String name, Object value) {}

    public EventMessage {
        headers = List.copyOf(headers);
    }

    /** The value of a header; null where it is absent. */
    public @Nullable Object header(String name) {
        for (Header header : headers) {
            if (header.name().equals(name)) {
                return header.value();
            }
        }
        return null;
    }

    /** Writes the message with its checksums. */
    public void writeTo(ContentBuffer out) {
        ContentBuffer block = new ContentBuffer(128);
        for (Header header : headers) {
            write(header, block);
        }
        int start = out.length();
        number(out, FRAME_BYTES + block.length() + payload.size(), 4);
        number(out, block.length(), 4);
        number(out, checksum(out, start), 4);
        out.write(block.array(), 0, block.length());
        out.write(payload.toArray());
        number(out, checksum(out, start), 4);
    }

    private static long checksum(ContentBuffer out, int start) {
        CRC32 crc = new CRC32();
        crc.update(out.array(), start, out.length() - start);
        return crc.getValue();
    }

    private static void number(ContentBuffer out, long value, int bytes) {
        for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }

    private static void write(Header header, ContentBuffer out) {
        byte[] name = header.name().getBytes(StandardCharsets.UTF_8);
        out.write(name.length);
        out.write(name);
        switch (header.value()) {
            case Boolean value -> out.write(value ? HeaderType.TRUE : HeaderType.FALSE);
            case Byte value -> typed(out, HeaderType.BYTE, value, 1);
            case Short value -> typed(out, HeaderType.SHORT, value, 2);
            case Integer value -> typed(out, HeaderType.INTEGER, value, 4);
            case Long value -> typed(out, HeaderType.LONG, value, 8);
            case Bytes value -> sized(out, HeaderType.BYTES, value.toArray());
            case String value -> sized(out, HeaderType.STRING, value.getBytes(StandardCharsets.UTF_8));
            case Instant value -> typed(out, HeaderType.TIMESTAMP, value.toEpochMilli(), 8);
            case UUID value -> {
                typed(out, HeaderType.UUID, value.getMostSignificantBits(), 8);
                number(out, value.getLeastSignificantBits(), 8);
            }
            default -> throw new IllegalArgumentException("no header type for " + header);
        }
    }

    private static void typed(ContentBuffer out, int type, long value, int bytes) {
        out.write(type);
        number(out, value, bytes);
    }

    private static void sized(ContentBuffer out, int type, byte[] value) {
        if (value.length > HeaderType.VALUE_BYTES_MAX) {
            throw new IllegalArgumentException("an event header holds at most 32767 bytes");
        }
        typed(out, type, value.length, 2);
        out.write(value);
    }
}
