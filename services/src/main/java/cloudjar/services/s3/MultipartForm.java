package cloudjar.services.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a {@code multipart/form-data} body, read one behind the other in memory of constant size (RFC 7578). A
 * part's content ends where the next part, or the form, begins. Used by one thread.
 */
final class MultipartForm {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int HEADERS_MAX = 32;
    private static final int HEADER_LENGTH_MAX = 8 << 10;

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int start;
    private int end;
    private boolean exhausted;
    private @Nullable PartStream open;

    /**
     * A part.
     *
     * @param fileName null where it is none of a file
     */
    record Part(String name, @Nullable String fileName, InputStream content) {}

    /** @param boundary as the content type names it */
    MultipartForm(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // The first delimiter has no line before it.
        buffer[0] = '\r';
        buffer[1] = '\n';
        end = 2;
    }

    /** The boundary that a content type names; nothing where it is that of no form. */
    static Optional<String> boundary(@Nullable String contentType) {
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            return Optional.empty();
        }
        int at = contentType.toLowerCase(Locale.ROOT).indexOf("boundary=");
        if (at < 0) {
            return Optional.empty();
        }
        String rest = contentType.substring(at + "boundary=".length());
        int semicolon = rest.indexOf(';');
        String text = (semicolon < 0 ? rest : rest.substring(0, semicolon)).strip();
        String boundary = text.startsWith("\"") && text.endsWith("\"") && text.length() > 1
                ? text.substring(1, text.length() - 1)
                : text;
        return boundary.isEmpty() || boundary.length() > 200 ? Optional.empty() : Optional.of(boundary);
    }

    /** The next part, behind all content of the one before it; nothing at the form's end. */
    Optional<Part> next() throws IOException {
        PartStream before = open == null ? new PartStream() : open;
        before.skipToEnd();
        if (!startsPart()) {
            return Optional.empty();
        }
        String name = null;
        String fileName = null;
        for (int i = 0; ; i++) {
            String line = line();
            if (line.isEmpty()) {
                break;
            }
            if (i == HEADERS_MAX) {
                throw new FormException();
            }
            if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
                name = parameter(line, "name");
                fileName = parameter(line, "filename");
            }
        }
        if (name == null) {
            throw new FormException();
        }
        open = new PartStream();
        return Optional.of(new Part(name, fileName, open));
    }

    /** A body that is no form. */
    static final class FormException extends IOException {
        private static final long serialVersionUID = 1;

        FormException() {
            super("not a form");
        }
    }

    /** Behind a delimiter: whether a part follows, or the form ends. */
    private boolean startsPart() throws IOException {
        int first = one();
        int second = one();
        if (first == '-' && second == '-') {
            return false;
        }
        while (!(first == '\r' && second == '\n')) {
            // Blanks may follow a delimiter.
            if (first != ' ' && first != '\t' || second < 0) {
                throw new FormException();
            }
            first = second;
            second = one();
        }
        return true;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        byte[] bytes = new byte[HEADER_LENGTH_MAX];
        int length = 0;
        for (int b = one(); b != '\n'; b = one()) {
            if (b < 0 || length == bytes.length) {
                throw new FormException();
            }
            bytes[length++] = (byte) b;
        }
        int text = length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
        return line.append(new String(bytes, 0, text, StandardCharsets.UTF_8)).toString();
    }

    private static @Nullable String parameter(String header, String name) {
        for (int at = header.indexOf(name + "=\""); at > 0; at = header.indexOf(name + "=\"", at + 1)) {
            char before = header.charAt(at - 1);
            if (before == ' ' || before == ';') {
                int from = at + name.length() + 2;
                int quote = header.indexOf('"', from);
                return quote < 0 ? null : header.substring(from, quote);
            }
        }
        return null;
    }

    private int one() throws IOException {
        return start == end && !fill() ? -1 : buffer[start++] & 0xff;
    }

    /** Reads on; false at the end of the body. */
    private boolean fill() throws IOException {
        if (exhausted) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        int count = in.read(buffer, end, buffer.length - end);
        if (count < 0) {
            exhausted = true;
            return false;
        }
        end += count;
        return true;
    }

    /** Where the delimiter begins within what was read; -1 where it is not there whole. */
    private int delimiterAt() {
        outer:
        for (int at = start; at <= end - delimiter.length; at++) {
            if (buffer[at] != '\r') {
                continue;
            }
            for (int i = 1; i < delimiter.length; i++) {
                if (buffer[at + i] != delimiter[i]) {
                    continue outer;
                }
            }
            return at;
        }
        return -1;
    }

    /** The content of a part, up to the delimiter behind it. */
    private final class PartStream extends InputStream {
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (ended || length == 0) {
                return ended ? -1 : 0;
            }
            while (true) {
                int found = delimiterAt();
                int safe = found >= 0 ? found : Math.max(start, end - delimiter.length + 1);
                if (safe > start) {
                    int count = Math.min(length, safe - start);
                    System.arraycopy(buffer, start, target, offset, count);
                    start += count;
                    return count;
                }
                if (found >= 0) {
                    start += delimiter.length;
                    ended = true;
                    return -1;
                }
                if (!fill()) {
                    throw new FormException();
                }
            }
        }

        private void skipToEnd() throws IOException {
            byte[] skipped = new byte[4096];
            while (read(skipped, 0, skipped.length) >= 0) {
                // Whatever it is, nobody wanted it.
            }
        }
    }
}
