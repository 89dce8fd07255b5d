package cloudjar.gateway.validate;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ValidationWording;
import cloudjar.kernel.shape.Violation;
import cloudjar.kernel.shape.Violation.Spot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** S3's words for what is missing: in a document, as a document, or beside it; see "Error responses" in its reference. */
final class S3Wording implements ValidationWording {
    @Override
    public ApiException refuse(OperationSchema operation, List<Violation> violations) {
        List<Spot> path = violations.getFirst().spot().path();
        String name = path.getFirst().name();
        Member member = operation.input().member(name);
        Location location = member == null ? Location.BODY : member.location();
        if (path.size() > 1) {
            return new CommonException(
                    "MalformedXML",
                    400,
                    "The XML you provided was not well-formed or did not validate against our published schema");
        }
        return switch (location) {
            case PAYLOAD, BODY -> new CommonException("MissingRequestBodyError", 400, "Request Body is empty");
            default ->
                new CommonException(
                        "InvalidRequest",
                        400,
                        "Missing required parameter for this request: " + wireName(member, name));
        };
    }

    private static String wireName(@Nullable Member member, String name) {
        return member == null ? name : member.wireName();
    }
}
