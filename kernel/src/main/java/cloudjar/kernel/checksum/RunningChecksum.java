package cloudjar.kernel.checksum;

/** A checksum over content that comes in pieces. Used by one thread. */
public interface RunningChecksum {
    /** Takes in {@code length} more bytes. */
    void update(byte[] data, int offset, int length);

    /** The checksum, in network byte order; ends it. */
    byte[] digest();
}
