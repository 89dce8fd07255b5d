package cloudjar.kernel.blob;

import java.io.IOException;

/**
 * Content that a world's rows hold, as it goes from one home to another.
 *
 * @param number by which the rows name it
 * @param references how many rows hold it
 */
public record HeldContent(long number, long references) {
    /** Looks at one content after the other. */
    @FunctionalInterface
    public interface Visitor {
        /** Looks at one, which is closed afterwards. */
        void visit(HeldContent held, BlobContent content) throws IOException;
    }
}
