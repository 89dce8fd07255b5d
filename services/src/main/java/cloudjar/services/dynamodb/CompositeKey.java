package cloudjar.services.dynamodb;

import cloudjar.kernel.shape.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Bytes of several key attributes as one sequence that orders as they do one after the other: each zero within them is followed by
 * 0xFF, and each attribute is followed by 0 and 1, which no attribute holds.
 */
final class CompositeKey {
    private static final int ESCAPED = 0xFF;
    private static final int END = 1;

    private CompositeKey() {}

    /** All attributes. */
    static Bytes of(List<Bytes> attributes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Bytes attribute : attributes) {
            write(attribute, out);
            out.write(0);
            out.write(END);
        }
        return Bytes.wrap(out.toByteArray());
    }

    /** What every sequence begins with that has these attributes first and then one that begins with the bytes. */
    static Bytes of(List<Bytes> attributes, Bytes start) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(of(attributes).toArray());
        write(start, out);
        return Bytes.wrap(out.toByteArray());
    }

    private static void write(Bytes attribute, ByteArrayOutputStream out) {
        for (int i = 0; i < attribute.size(); i++) {
            out.write(attribute.at(i));
            if (attribute.at(i) == 0) {
                out.write(ESCAPED);
            }
        }
    }
}
