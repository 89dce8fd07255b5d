package cloudjar.gateway.authorize;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.access.DenialStyle;
import cloudjar.kernel.identity.AuthorizationMessages;
import cloudjar.kernel.policy.AuthorizationMessage;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.ErrorTraits;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceFacts;

/**
 * What a service says to a caller who may not: "Common errors" of each API reference.
 *
 * @param sentence in the service's words
 * @param message what may be decoded by those who may know more
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html">Amazon EC2's</a>
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">those of services of the query
 *     protocol</a>
 */
record Refused(ServiceFacts facts, DenialStyle style, String sentence, AuthorizationMessage message) {
    private static final int FORBIDDEN = 403;
    private static final int BAD_REQUEST = 400;
    private static final String QUERY_CODE = "AccessDenied";
    private static final String JSON_CODE = "AccessDeniedException";

    /** The error. To be called outside of transactions, for it may have to seal a message. */
    ApiException error(Call call) {
        ProtocolKind protocol = facts.protocols().getFirst();
        String own = style.code();
        return switch (protocol) {
            case EC2_QUERY ->
                new CommonException(
                        "UnauthorizedOperation",
                        FORBIDDEN,
                        "You are not authorized to perform this operation. " + sentence
                                + ". Encoded authorization failure message: "
                                + AuthorizationMessages.seal(
                                        call.world(), call.principal().account(), message));
            case AWS_QUERY, REST_XML -> new CommonException(own == null ? QUERY_CODE : own, FORBIDDEN, sentence);
            case REST_JSON_1 -> new CommonException(own == null ? JSON_CODE : own, FORBIDDEN, sentence);
            case AWS_JSON_1_0, AWS_JSON_1_1, RPC_V2_CBOR -> {
                String code = own == null ? JSON_CODE : own;
                String query = facts.queryCompatible() && own == null ? QUERY_CODE : code;
                yield new CommonException(
                        new ErrorTraits(code, query, facts.queryCompatible() ? FORBIDDEN : BAD_REQUEST, true),
                        sentence);
            }
        };
    }
}
