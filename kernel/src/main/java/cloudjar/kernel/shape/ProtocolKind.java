package cloudjar.kernel.shape;

/** The wire protocols of AWS. */
public enum ProtocolKind {
    AWS_JSON_1_0,
    AWS_JSON_1_1,
    REST_JSON_1,
    REST_XML,
    AWS_QUERY,
    EC2_QUERY,
    RPC_V2_CBOR
}
