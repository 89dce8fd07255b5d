package cloudjar.kernel.archive;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What writer and reader of archives agree on. */
final class ArchiveFormat {
    /** The beginning of every archive, of any version. */
    static final String MARK = "cloudjar world, format ";

    static final int VERSION = 1;

    static final int ROW = 1;
    static final int CONTENTS = 2;
    static final int CONTENT = 3;
    static final int END = 4;

    /** How long a digest is, in bytes. */
    static final int DIGEST_BYTES = 32;

    /** How much content is read or written at once, in bytes; no chunk is longer. */
    static final int CHUNK_BYTES = 64 * 1024;

    /** The longest value of a row, in bytes. */
    static final int VALUE_BYTES_MAX = 64 * 1024 * 1024;

    private ArchiveFormat() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
