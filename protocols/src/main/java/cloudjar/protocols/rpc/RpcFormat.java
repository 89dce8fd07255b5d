package cloudjar.protocols.rpc;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.BodyFormat;
import cloudjar.protocols.ContentBuffer;

/** How an RPC protocol writes structures. Safe for any number of threads. */
public interface RpcFormat extends BodyFormat {
    /**
     * Reads a whole structure.
     *
     * @throws cloudjar.protocols.text.MalformedValueException where the content is broken or does not fit the schema
     */
    Structure decode(Schema schema, byte[] content);

    /** Writes a whole structure. */
    void encode(Structure structure, ContentBuffer out);

    /** Writes an error with {@code type} as its {@code __type}. */
    void encodeError(ApiException error, String type, ContentBuffer out);
}
