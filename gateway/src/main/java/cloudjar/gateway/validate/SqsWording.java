package cloudjar.gateway.validate;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.ErrorTraits;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ValidationWording;
import cloudjar.kernel.shape.Violation;
import cloudjar.kernel.shape.Violation.Spot;
import cloudjar.kernel.shape.Violation.Step;
import java.util.List;

/** SQS's words for what is missing: {@code The request must contain the parameter QueueName.} */
final class SqsWording implements ValidationWording {
    private static final String MISSING = "MissingRequiredParameterException";

    @Override
    public ApiException refuse(OperationSchema operation, List<Violation> violations) {
        String name = name(violations.getFirst().spot());
        return new CommonException(traits(operation), "The request must contain the parameter " + name + ".");
    }

    private static ErrorTraits traits(OperationSchema operation) {
        for (Schema error : operation.errors()) {
            ErrorTraits traits = error.traits().error();
            if (traits != null && error.name().equals(MISSING)) {
                return traits;
            }
        }
        return new ErrorTraits(MISSING, "MissingParameter", 400, true);
    }

    /** The parameter as forms have it: an element goes by its type and its place, counted from 1. */
    private static String name(Spot spot) {
        Spot parent = spot.parent();
        if (parent == null || parent.step() != Step.ELEMENT) {
            return spot.name();
        }
        return parent.schema().name() + "." + (Integer.parseInt(parent.name()) + 1) + "." + spot.name();
    }
}
