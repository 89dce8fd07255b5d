package cloudjar.services.sqs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The checksums by which clients see that a message came through unharmed. */
final class Md5 {
    private static final byte TEXT = 1;
    private static final byte BINARY = 2;
    private static final MessageDigest FRESH = fresh();

    private Md5() {}

    /** The checksum of a body. */
    static String ofBody(String body) {
        return of(body.getBytes(StandardCharsets.UTF_8));
    }

    /** The checksum of a body that is in UTF-8 already. */
    static String of(byte[] body) {
        return HexFormat.of().formatHex(digest().digest(body));
    }

    /**
     * The checksum of attributes: in the order of their names, name, type, a byte for the kind of value and the value,
     * each with its length before it (SQSDeveloperGuide, sqs-message-metadata, "Calculating the MD5 message digest").
     */
    static String ofAttributes(Map<String, MessageAttribute> attributes) {
        MessageDigest digest = digest();
        for (Map.Entry<String, MessageAttribute> entry : new TreeMap<>(attributes).entrySet()) {
            MessageAttribute attribute = entry.getValue();
            update(digest, entry.getKey().getBytes(StandardCharsets.UTF_8));
            update(digest, attribute.dataType().getBytes(StandardCharsets.UTF_8));
            digest.update(attribute.string() != null ? TEXT : BINARY);
            update(digest, attribute.value());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, byte[] content) {
        int length = content.length;
        digest.update((byte) (length >>> 24));
        digest.update((byte) (length >>> 16));
        digest.update((byte) (length >>> 8));
        digest.update((byte) length);
        digest.update(content);
    }

    /** A fresh one; copying it spares the search among the providers, which takes as long as digesting a short message. */
    private static MessageDigest digest() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("a MD5 that cannot be copied", e);
        }
    }

    private static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a Java without MD5", e);
        }
    }
}
