package cloudjar.gateway.auth;

import cloudjar.gateway.stage.Claim;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.ProtocolKind;

/** What AWS says to a signature that it cannot even begin to verify; the code depends on the protocol. */
final class SignatureErrors {
    private static final String CREDENTIAL_FORM =
            "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".";

    private SignatureErrors() {}

    static CommonException of(Claim.Malformed claim, ProtocolKind protocol) {
        return switch (claim.problem()) {
            case INCOMPLETE ->
                switch (protocol) {
                    case AWS_QUERY, EC2_QUERY -> new CommonException("IncompleteSignature", 403, claim.detail());
                    case REST_XML -> headerMalformed(claim.detail());
                    case AWS_JSON_1_0, AWS_JSON_1_1, REST_JSON_1, RPC_V2_CBOR ->
                        new CommonException("IncompleteSignatureException", 403, claim.detail());
                };
            case CREDENTIAL, QUERY_CREDENTIAL ->
                switch (protocol) {
                    case REST_XML ->
                        claim.problem() == Claim.Problem.CREDENTIAL
                                ? headerMalformed(CREDENTIAL_FORM)
                                : new CommonException(
                                        "AuthorizationQueryParametersError",
                                        400,
                                        "Error parsing the X-Amz-Credential parameter; " + CREDENTIAL_FORM);
                    case AWS_QUERY, EC2_QUERY ->
                        new CommonException("IncompleteSignature", 403, credential(claim.detail()));
                    case AWS_JSON_1_0, AWS_JSON_1_1, REST_JSON_1, RPC_V2_CBOR ->
                        new CommonException("IncompleteSignatureException", 403, credential(claim.detail()));
                };
        };
    }

    private static CommonException headerMalformed(String detail) {
        return new CommonException(
                "AuthorizationHeaderMalformed", 400, "The authorization header is malformed; " + detail);
    }

    private static String credential(String credential) {
        return "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '"
                + credential + "'";
    }
}
