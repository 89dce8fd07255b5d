package cloudjar.kernel.checksum;

import java.util.Set;

/** A stream that digests what is read through it, so that its reader need not do the same again. */
public interface Digesting {
    /** Of which checksums there will be one. */
    Set<ChecksumAlgorithm> algorithms();

    /**
     * A checksum of all that was read, which was to the end.
     *
     * @param algorithm one of {@link #algorithms()}
     */
    byte[] digest(ChecksumAlgorithm algorithm);
}
