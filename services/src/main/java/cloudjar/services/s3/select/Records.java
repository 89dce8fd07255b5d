package cloudjar.services.s3.select;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of an object's content, one behind the other. Used by one thread. */
public interface Records {
    /** The longest record, in characters; S3 User Guide, Requirements and limits of S3 Select. */
    int LENGTH_MAX = 1 << 20;

    /** The next record: a {@code CsvRow}, or a value of JSON; null at the end. */
    @Nullable
    Object next() throws IOException;
}
