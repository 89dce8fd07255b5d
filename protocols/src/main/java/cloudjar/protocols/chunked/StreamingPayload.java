package cloudjar.protocols.chunked;

import org.jspecify.annotations.Nullable;

/** The values of {@code x-amz-content-sha256} that announce a body in {@code aws-chunked} coding. */
public enum StreamingPayload {
    SIGNED("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", true, false),
    SIGNED_TRAILER("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", true, true),
    UNSIGNED_TRAILER("STREAMING-UNSIGNED-PAYLOAD-TRAILER", false, true),
    SIGNED_ECDSA("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", true, false),
    SIGNED_ECDSA_TRAILER("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER", true, true);

    private final String token;
    private final boolean signed;
    private final boolean trailer;

    StreamingPayload(String token, boolean signed, boolean trailer) {
        this.token = token;
        this.signed = signed;
        this.trailer = trailer;
    }

    /** The payload that this header value announces; null where it announces none of them. */
    public static @Nullable StreamingPayload of(@Nullable String contentSha256) {
        for (StreamingPayload payload : values()) {
            if (payload.token.equals(contentSha256)) {
                return payload;
            }
        }
        return null;
    }

    /** The header's value. */
    public String token() {
        return token;
    }

    /** Whether each chunk carries a signature, and the trailer where there is one. */
    public boolean signed() {
        return signed;
    }

    /** Whether trailers follow the last chunk. */
    public boolean trailer() {
        return trailer;
    }
}
