package cloudjar.gateway.validate;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ValidationWording;
import cloudjar.kernel.shape.Violation;
import cloudjar.kernel.shape.Violation.Rule;
import java.util.List;

/** EC2's words: one sentence, about the first thing that is wrong; see "Error codes for the Amazon EC2 API". */
final class Ec2Wording implements ValidationWording {
    @Override
    public ApiException refuse(OperationSchema operation, List<Violation> violations) {
        Violation first = violations.getFirst();
        String name = first.spot().name();
        if (first.rule() == Rule.REQUIRED) {
            return new CommonException("MissingParameter", 400, "The request must contain the parameter " + name);
        }
        return new CommonException(
                "InvalidParameterValue",
                400,
                "Value (" + first.spot().value() + ") for parameter " + name + " is invalid.");
    }
}
