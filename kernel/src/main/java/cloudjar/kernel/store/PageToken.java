package cloudjar.kernel.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * The form of a page token: a checksum of query, range and position, then the position, in URL-safe Base64. It says where
 * to go on, not how many rows were seen, so rows that come and go move no page. It is no secret and no proof.
 */
final class PageToken {
    private static final int CHECK_BYTES = 4;

    private PageToken() {}

    static String encode(Key last, Range range, String query) {
        return encode(last.shared(), range, query);
    }

    /** The token of a list that is no range of rows: its position is the name of an item. */
    static String encode(String last, String query) {
        return encode(last.getBytes(StandardCharsets.UTF_8), Range.all(), query);
    }

    private static String encode(byte[] position, Range range, String query) {
        ByteBuffer token = ByteBuffer.allocate(CHECK_BYTES + position.length);
        token.putInt(check(position, range, query)).put(position);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    static Key decode(String token, Range range, String query) {
        return Key.wrap(position(token, range, query));
    }

    /** As the other, for the name of an item. */
    static String decode(String token, String query) {
        return new String(position(token, Range.all(), query), StandardCharsets.UTF_8);
    }

    private static byte[] position(String token, Range range, String query) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw new InvalidPageTokenException(e);
        }
        if (bytes.length <= CHECK_BYTES) {
            throw new InvalidPageTokenException();
        }
        byte[] position = Arrays.copyOfRange(bytes, CHECK_BYTES, bytes.length);
        if (ByteBuffer.wrap(bytes).getInt() != check(position, range, query)) {
            throw new InvalidPageTokenException();
        }
        return position;
    }

    private static int check(byte[] position, Range range, String query) {
        CRC32C crc = new CRC32C();
        crc.update(query.getBytes(StandardCharsets.UTF_8));
        crc.update(range.order() == Range.Order.ASCENDING ? 0 : 1);
        crc.update(range.from().shared());
        crc.update(range.to().shared());
        crc.update(position);
        return (int) crc.getValue();
    }
}
