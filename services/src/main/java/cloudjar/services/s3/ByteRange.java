package cloudjar.services.s3;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of an object's bytes.
 *
 * @param from the first byte's position
 * @param length how many there are
 */
record ByteRange(long from, long length) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d*)-(\\d*)");

    /** Longer numbers say no more than the largest one. */
    private static final int DIGITS_MAX = 18;

    /**
     * What a Range header asks for of an object. Nothing where the header has a form that S3 does not take, which then
     * answers with the whole object; so it does for several ranges.
     */
    static Optional<ByteRange> of(@Nullable String header, long objectLength) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(header.strip());
        if (!form.matches() || form.group(1).isEmpty() && form.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (form.group(1).isEmpty()) {
            long suffix = Math.min(number(form.group(2)), objectLength);
            if (suffix == 0) {
                throw ObjectErrors.invalidRange(header, objectLength);
            }
            return Optional.of(new ByteRange(objectLength - suffix, suffix));
        }
        long first = number(form.group(1));
        long last = form.group(2).isEmpty() ? Long.MAX_VALUE : number(form.group(2));
        if (last < first) {
            return Optional.empty();
        }
        if (first >= objectLength) {
            throw ObjectErrors.invalidRange(header, objectLength);
        }
        return Optional.of(new ByteRange(first, Math.min(last, objectLength - 1) - first + 1));
    }

    /** What the header of a part's copy asks for of its source: always a first and a last byte within the source. */
    static ByteRange ofCopy(String header, long sourceLength) {
        Matcher form = FORM.matcher(header.strip());
        if (!form.matches() || form.group(1).isEmpty() || form.group(2).isEmpty()) {
            throw UploadErrors.malformedCopyRange(header);
        }
        long first = number(form.group(1));
        long last = number(form.group(2));
        if (first > last) {
            throw UploadErrors.malformedCopyRange(header);
        }
        if (first >= sourceLength) {
            throw UploadErrors.copyRangeBeyondSource();
        }
        if (last >= sourceLength) {
            throw UploadErrors.copyRangeTooLong(header, sourceLength);
        }
        return new ByteRange(first, last - first + 1);
    }

    /** The value of the Content-Range header. */
    String contentRange(long objectLength) {
        return length == 0
                ? "bytes */" + objectLength
                : "bytes " + from + "-" + (from + length - 1) + "/" + objectLength;
    }

    private static long number(String digits) {
        return digits.length() > DIGITS_MAX ? Long.MAX_VALUE : Long.parseLong(digits);
    }
}
