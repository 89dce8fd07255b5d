package cloudjar.services.s3.select;

import cloudjar.kernel.json.JsonValues;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Reads JSON: one value behind the other, whether each has a line of its own or not. */
public final class JsonRecords implements Records {
    /** A document is one record, and held whole. */
    private static final long DOCUMENT_MAX = 16L << 20;

    private final JsonValues values;

    /**
     * Begins to read.
     *
     * @param in is not closed
     * @param lines whether each record has a line of its own
     */
    public JsonRecords(Reader in, boolean lines) throws IOException {
        values = new JsonValues(in, lines ? LENGTH_MAX : DOCUMENT_MAX);
    }

    @Override
    public @Nullable Object next() throws IOException {
        try {
            return values.next();
        } catch (JsonValues.MalformedException malformed) {
            throw SelectErrors.json();
        }
    }
}
