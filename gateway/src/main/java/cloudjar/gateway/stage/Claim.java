package cloudjar.gateway.stage;

import org.jspecify.annotations.Nullable;

/** What a request says of who signed it: read, not verified. */
public sealed interface Claim {
    /** The signing name of the service in the credential scope; null where there is none. */
    default @Nullable String service() {
        return null;
    }

    /** The region in the credential scope; null where there is none. */
    default @Nullable String region() {
        return null;
    }

    /** The access key id; null where nobody signed. */
    default @Nullable String accessKey() {
        return null;
    }

    /** Nobody signed. */
    record Anonymous() implements Claim {
        /** There is but one nobody. */
        public static final Anonymous INSTANCE = new Anonymous();
    }

    /**
     * Signature Version 4, or 4A where the scope names no region.
     *
     * @param scope everything behind the access key: date, region, service and the closing word
     * @param signedHeaders names separated by semicolons
     * @param presigned whether it stands in the query
     */
    record Version4(
            String accessKey,
            String scope,
            @Nullable String region,
            String service,
            String signedHeaders,
            String signature,
            boolean presigned)
            implements Claim {}

    /**
     * Signature Version 2 as S3 knew it.
     *
     * @param presigned whether it stands in the query
     */
    record Version2(String accessKey, String signature, boolean presigned) implements Claim {
        @Override
        public String service() {
            return "s3";
        }
    }

    /**
     * An AWS signature that is none: refused once it is known in which protocol.
     *
     * @param problem what is wrong with it
     */
    record Malformed(
            Problem problem,
            String detail,
            @Nullable String service,
            @Nullable String region) implements Claim {}

    /** What can be wrong with a signature before it is verified. */
    enum Problem {
        /** A part of the header is missing. */
        INCOMPLETE,
        /** The credential is no access key with a scope. */
        CREDENTIAL,
        /** The credential in the query is no access key with a scope. */
        QUERY_CREDENTIAL
    }
}
