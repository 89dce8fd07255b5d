package cloudjar.services.s3.select;

import java.io.IOException;
import java.io.InputStream;

/** An object's content for a reader who goes here and there in it. May be used by many threads. */
public interface ObjectContent {
    /** In bytes. */
    long length();

    /** Reads a part of it; whoever opens it closes it. */
    InputStream open(long from, long length) throws IOException;
}
