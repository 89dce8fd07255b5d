package cloudjar.kernel.blob;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongPredicate;

/** Where large content is kept, for all worlds. Thread-safe. */
public interface BlobHome extends AutoCloseable {
    /**
     * Keeps content: what the buffer holds already, then the rest of the stream, which is not closed. It appears whole or
     * not at all.
     *
     * @param buffer holds the beginning of the content and is used for the rest
     * @param filled how many bytes of the buffer are content
     */
    Blob.Stored write(byte[] buffer, int filled, InputStream rest) throws IOException;

    /**
     * Opens content for reading; it stays readable while it is open even if it is deleted.
     *
     * @throws BlobGoneException when it is not there any more
     */
    BlobContent open(Blob.Stored blob) throws IOException;

    /**
     * The content of that number, as rows hold it.
     *
     * @throws BlobGoneException when it is not there
     */
    Blob.Stored find(long number) throws IOException;

    /** Deletes content, if it is there. */
    void delete(long number);

    /** All content that is there has a lower number; the highest number there is where no lower bound is known. */
    long nextNumber();

    /**
     * Leaves out numbers: content written from now on has a higher one than this.
     *
     * @param number below {@link Blob#NUMBER_MAX}
     */
    void passOver(long number);

    /**
     * Deletes content that nobody holds, where an earlier process has ended before it could: between writing content and
     * committing the row that holds it, or between taking that row away and deleting the content. To be called before
     * content is written.
     *
     * @param held whether any row holds the content of that number
     */
    void sweep(LongPredicate held);

    /** Not all who may hold content are known: the next process has to {@link #sweep}. */
    void leaveUnswept();

    /** Gives back what it holds; a temporary home is deleted. */
    @Override
    void close();
}
