package cloudjar.services.s3;

import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.checksum.RunningChecksum;
import cloudjar.services.s3.Listing.Position;
import cloudjar.services.s3.Listing.Query;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The continuation token of a listing: a check of the query it is good for, then the position at which the page ended. It
 * names a key, not a count, so that objects that come and go move no page.
 */
final class ListToken {
    private static final int CHECK_BYTES = 4;
    private static final byte GROUP = 1;

    private ListToken() {}

    static String encode(Position position, Query query) {
        byte[] name = position.name().getBytes(StandardCharsets.UTF_8);
        byte[] content = new byte[name.length + 1];
        content[0] = position.group() ? GROUP : 0;
        System.arraycopy(name, 0, content, 1, name.length);
        byte[] token = Arrays.copyOf(check(query, content), CHECK_BYTES + content.length);
        System.arraycopy(content, 0, token, CHECK_BYTES, content.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The position that a token of the same query names. */
    static Position decode(String token, Query query) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException malformed) {
            throw S3Errors.continuationToken();
        }
        if (bytes.length <= CHECK_BYTES) {
            throw S3Errors.continuationToken();
        }
        byte[] content = Arrays.copyOfRange(bytes, CHECK_BYTES, bytes.length);
        if (!Arrays.equals(check(query, content), Arrays.copyOf(bytes, CHECK_BYTES))) {
            throw S3Errors.continuationToken();
        }
        String name = new String(content, 1, content.length - 1, StandardCharsets.UTF_8);
        return new Position(name, content[0] == GROUP);
    }

    private static byte[] check(Query query, byte[] content) {
        byte[] terms = (query.bucket() + '\n' + query.prefix() + '\n' + query.delimiter() + '\n')
                .getBytes(StandardCharsets.UTF_8);
        RunningChecksum crc = ChecksumAlgorithm.CRC32C.start();
        crc.update(terms, 0, terms.length);
        crc.update(content, 0, content.length);
        return crc.digest();
    }
}
