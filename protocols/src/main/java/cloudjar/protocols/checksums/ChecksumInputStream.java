package cloudjar.protocols.checksums;

import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.checksum.Digesting;
import cloudjar.kernel.checksum.RunningChecksum;
import cloudjar.kernel.shape.CommonException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Content whose checksums are computed while it is read, and compared where the content ends: a read that would tell the
 * end throws {@link CommonException} {@code BadDigest} instead where one differs. So a reader that stops before the end
 * has verified nothing. Cannot be skipped or rewound. Used by one thread.
 */
public final class ChecksumInputStream extends FilterInputStream implements Digesting {
    private final List<ExpectedChecksum> expected;
    private final Map<ChecksumAlgorithm, RunningChecksum> running = new EnumMap<>(ChecksumAlgorithm.class);
    private final Map<ChecksumAlgorithm, byte[]> computed = new EnumMap<>(ChecksumAlgorithm.class);
    private boolean ended;

    public ChecksumInputStream(InputStream in, List<ExpectedChecksum> expected) {
        super(in);
        this.expected = List.copyOf(expected);
        for (ExpectedChecksum checksum : expected) {
            running.computeIfAbsent(checksum.algorithm(), ChecksumAlgorithm::start);
        }
    }

    @Override
    public Set<ChecksumAlgorithm> algorithms() {
        return Collections.unmodifiableSet(running.keySet());
    }

    @Override
    public byte[] digest(ChecksumAlgorithm algorithm) {
        byte[] bytes = computed.get(algorithm);
        if (bytes == null) {
            throw new IllegalStateException("the content has not ended, or nobody wanted this checksum");
        }
        return bytes.clone();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        if (count > 0) {
            for (RunningChecksum checksum : running.values()) {
                checksum.update(target, offset, count);
            }
        } else if (count < 0 && !ended) {
            ended = true;
            running.forEach((algorithm, checksum) -> computed.put(algorithm, checksum.digest()));
            expected.forEach(this::verify);
        }
        return count;
    }

    private void verify(ExpectedChecksum checksum) {
        checksum.verify(Objects.requireNonNull(computed.get(checksum.algorithm())));
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] passed = new byte[(int) Math.min(Math.max(count, 0), 8192)];
        return Math.max(0, read(passed, 0, passed.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
