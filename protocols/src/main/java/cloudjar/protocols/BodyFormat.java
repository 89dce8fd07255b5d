package cloudjar.protocols;

import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.Structure;
import org.jspecify.annotations.Nullable;

/** How a protocol with HTTP bindings writes structured content: JSON or XML. Safe for any number of threads. */
public interface BodyFormat {
    /** The content type, such as {@code application/json}. */
    String mediaType();

    /** The content type of structured event payloads. */
    default String eventMediaType() {
        return mediaType();
    }

    /**
     * Reads the members of {@code bindings.body()} into {@code slots}, which has one slot per member of {@code schema}.
     *
     * @param content not empty
     * @throws cloudjar.protocols.text.MalformedValueException where it cannot be read
     */
    void decodeMembers(Schema schema, Bindings bindings, byte[] content, @Nullable Object[] slots);

    /**
     * Reads the value of a structured payload member: a structure, union, document, list or map; null where the content
     * says null.
     *
     * @param content not empty
     * @throws cloudjar.protocols.text.MalformedValueException where it cannot be read
     */
    @Nullable
    Object decodePayload(Member payload, byte[] content);

    /** Writes the members of {@code bindings.body()}, wrapped as this format wants the root. */
    void encodeMembers(Structure structure, Bindings bindings, ContentBuffer out);

    /** Writes the value of a structured payload member. */
    void encodePayload(Member payload, Object value, ContentBuffer out);
}
