package cloudjar.protocols.chunked;

import cloudjar.kernel.shape.CommonException;

/** S3's answers to a broken {@code aws-chunked} body, in its words, as probed on AWS in July 2026. */
final class ChunkedErrors {
    private ChunkedErrors() {}

    static CommonException incompleteBody() {
        return new CommonException("IncompleteBody", 400, "The request body terminated unexpectedly");
    }

    static CommonException invalidChunkSize() {
        return new CommonException(
                "InvalidChunkSizeError",
                403,
                "Only the last chunk is allowed to have a size less than " + AwsChunkedInputStream.CHUNK_SIZE_MIN
                        + " bytes");
    }

    static CommonException malformedTrailer() {
        return new CommonException(
                "MalformedTrailerError",
                400,
                "The request contained trailing data that was not well-formed or did not conform to our published"
                        + " schema.");
    }
}
