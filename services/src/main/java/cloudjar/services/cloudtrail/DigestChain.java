package cloudjar.services.cloudtrail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The digests of a trail in one region.
 *
 * @param start of the time that the next digest is about
 * @param previousKey of the last digest; null where there is none
 * @param previousHash of its content
 * @param files delivered since, which the next digest is to name
 */
record DigestChain(
        Instant start,
        @Nullable String previousBucket,
        @Nullable String previousKey,
        @Nullable String previousHash,
        @Nullable String previousSignature,
        List<LogFile> files) {
    /** A digest names no more files; there are twelve an hour and region, and more in a flood of events. */
    private static final int FILES_MAX = 1000;

    DigestChain {
        files = List.copyOf(files);
    }

    static DigestChain begin(Instant start) {
        return new DigestChain(start, null, null, null, null, List.of());
    }

    DigestChain with(LogFile file) {
        if (files.size() >= FILES_MAX) {
            return this;
        }
        List<LogFile> longer = new java.util.ArrayList<>(files);
        longer.add(file);
        return new DigestChain(start, previousBucket, previousKey, previousHash, previousSignature, longer);
    }

    DigestChain after(Instant end, String bucket, String key, String hash, String signature, List<LogFile> named) {
        return new DigestChain(
                end, bucket, key, hash, signature, files.subList(Math.min(named.size(), files.size()), files.size()));
    }
}
