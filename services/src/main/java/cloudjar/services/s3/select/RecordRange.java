package cloudjar.services.s3.select;

import java.io.IOException;
import java.io.InputStream;

/**
 * The records of lines that begin in a range of an object: the first may begin behind its start, and the last may end behind its
 * end.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_SelectObjectContent.html#AmazonS3-SelectObjectContent-request-ScanRange">ScanRange</a>
 */
public final class RecordRange extends InputStream {
    private final InputStream in;
    private final byte[] delimiter;
    private final long end;
    private long at;
    private int matched;
    private boolean over;

    /**
     * The records that begin from {@code start} on and before {@code end}.
     *
     * @param content of the whole object
     * @param delimiter ends a record; the bytes of one do not begin within another
     */
    public static RecordRange of(ObjectContent content, long start, long end, byte[] delimiter) throws IOException {
        // What ends right before the range shows that a record begins with it.
        long from = Math.max(0, start - delimiter.length);
        InputStream in = content.open(from, content.length() - from);
        boolean skipped = false;
        try {
            RecordRange range = new RecordRange(in, delimiter, from, end);
            if (start > 0) {
                range.skipRecord();
            }
            skipped = true;
            return range;
        } finally {
            if (!skipped) {
                in.close();
            }
        }
    }

    private RecordRange(InputStream in, byte[] delimiter, long at, long end) {
        this.in = in;
        this.delimiter = delimiter.clone();
        this.at = at;
        this.end = end;
        this.over = at >= end;
    }

    private void skipRecord() throws IOException {
        int value = next();
        while (value >= 0 && matched < delimiter.length) {
            value = next();
        }
        over = value < 0 || at >= end;
        matched = 0;
    }

    private int next() throws IOException {
        int value = in.read();
        if (value < 0) {
            return value;
        }
        at++;
        if (matched == delimiter.length) {
            matched = 0;
        }
        matched = value == (delimiter[matched] & 0xff) ? matched + 1 : value == (delimiter[0] & 0xff) ? 1 : 0;
        return value;
    }

    @Override
    public int read() throws IOException {
        if (over) {
            return -1;
        }
        int value = next();
        over = value < 0 || matched == delimiter.length && at >= end;
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int value = read();
            if (value < 0) {
                break;
            }
            target[offset + count++] = (byte) value;
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
