package cloudjar.engines.function;

import cloudjar.kernel.shape.Bytes;
import java.io.ByteArrayOutputStream;

/** A streamed response for somebody who wants it whole: no more of it than a whole one may be. */
final class Collected {
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    void add(byte[] part) {
        if (parts.size() + part.length <= RuntimeApi.RESPONSE_BYTES_MAX) {
            parts.writeBytes(part);
        }
    }

    Bytes bytes() {
        return Bytes.wrap(parts.toByteArray());
    }
}
