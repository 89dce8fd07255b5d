package cloudjar.protocols.cbor;

/** What the number of a timestamp counts. */
public enum CborTime {
    /** Seconds since 1970, with a fraction: rpcv2Cbor. */
    SECONDS,
    /** Milliseconds since 1970: the CBOR in which older SDKs speak awsJson1.1. */
    MILLISECONDS
}
