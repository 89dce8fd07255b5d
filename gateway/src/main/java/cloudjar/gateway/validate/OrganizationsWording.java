package cloudjar.gateway.validate;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ValidationWording;
import cloudjar.kernel.shape.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Organizations' words: a sentence and a reason for each rule, without the place. What its callers report, and the reasons of
 * {@code InvalidInputException} in its model.
 */
final class OrganizationsWording implements ValidationWording {
    private static final int STATUS = 400;

    @Override
    public ApiException refuse(OperationSchema operation, List<Violation> violations) {
        return switch (violations.getFirst().rule()) {
            case REQUIRED -> refusal("INPUT_REQUIRED", "You must include a value for all required parameters.");
            case ENUM -> refusal("INVALID_ENUM", "You specified an invalid value.");
            case PATTERN ->
                refusal("INVALID_PATTERN", "You provided a value that does not match the required pattern.");
            case LENGTH -> refusal("MAX_LENGTH_EXCEEDED", "You provided a string parameter of the wrong length.");
            case RANGE -> refusal("MAX_VALUE_EXCEEDED", "You provided a numeric parameter out of its range.");
            case UNIQUE -> refusal("INVALID_LIST_MEMBER", "You provided a list that holds an invalid value.");
        };
    }

    private static ApiException refusal(String reason, String message) {
        SequencedMap<String, String> members = new LinkedHashMap<>();
        members.put("Reason", reason);
        return new CommonException("InvalidInputException", STATUS, message, members);
    }
}
