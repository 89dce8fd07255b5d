package cloudjar.services.kms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** An encryption context as what a ciphertext is bound to: pairs in the order of their keys, each with its length. */
final class EncryptionContext {
    private static final byte[] NONE = {};

    private EncryptionContext() {}

    static byte[] bytes(Map<String, String> context) {
        if (context.isEmpty()) {
            return NONE;
        }
        byte[][] parts = new byte[context.size() * 2][];
        int size = 0;
        int at = 0;
        for (Map.Entry<String, String> entry : new TreeMap<>(context).entrySet()) {
            parts[at] = entry.getKey().getBytes(StandardCharsets.UTF_8);
            parts[at + 1] = entry.getValue().getBytes(StandardCharsets.UTF_8);
            size += parts[at].length + parts[at + 1].length + 2 * Integer.BYTES;
            at += 2;
        }
        if (size > KmsLimits.CONTEXT.current()) {
            throw KmsErrors.validation("EncryptionContext is longer than " + KmsLimits.CONTEXT.current() + " bytes.");
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        for (byte[] part : parts) {
            out.putInt(part.length).put(part);
        }
        return out.array();
    }
}
