package cloudjar.services.s3;

import cloudjar.api.s3.ScanRange;
import cloudjar.services.s3.select.SelectErrors;
import org.jspecify.annotations.Nullable;

/**
 * Where the records begin that a query is about.
 *
 * @param from the first byte
 * @param to the first byte behind
 */
record ScanSpan(long from, long to) {
    /** What a request says of an object of a length: both ends are in the range, and an end alone counts from the object's end. */
    static ScanSpan of(@Nullable ScanRange asked, long length) {
        Long start = asked == null ? null : asked.start();
        Long end = asked == null ? null : asked.end();
        boolean reversed = start != null && end != null && end < start;
        if (start != null && start < 0 || end != null && end < 0 || reversed) {
            throw SelectErrors.invalidScanRange();
        }
        if (start == null) {
            return new ScanSpan(end == null ? 0 : Math.max(0, length - end), length);
        }
        return new ScanSpan(start, end == null ? length : Math.min(length, end + 1));
    }
}
