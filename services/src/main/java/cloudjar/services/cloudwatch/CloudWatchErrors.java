package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.DashboardNotFoundError;
import cloudjar.api.cloudwatch.InvalidNextToken;
import cloudjar.api.cloudwatch.InvalidParameterCombinationException;
import cloudjar.api.cloudwatch.InvalidParameterValueException;
import cloudjar.api.cloudwatch.LimitExceededFault;
import cloudjar.api.cloudwatch.MissingRequiredParameterException;
import cloudjar.api.cloudwatch.ResourceNotFound;
import cloudjar.api.cloudwatch.ResourceNotFoundException;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.ErrorTraits;

/** What CloudWatch says when it refuses: from recorded answers where they have the sentence, else from the API Reference. */
final class CloudWatchErrors {
    private static final ErrorTraits VALIDATION = new ErrorTraits("ValidationException", "ValidationError", 400, true);

    private CloudWatchErrors() {}

    static ApiException value(String message) {
        return new InvalidParameterValueException(message);
    }

    static ApiException combination(String message) {
        return new InvalidParameterCombinationException(message);
    }

    static ApiException missing(String message) {
        return new MissingRequiredParameterException(message);
    }

    static ApiException validation(String message) {
        return new CommonException(VALIDATION, message);
    }

    static ApiException exclusive(String first, String second) {
        return combination(
                "The parameters " + first + " and " + second + " are mutually exclusive and you have specified both.");
    }

    static ApiException times() {
        return value("The parameter StartTime must be less than the parameter EndTime.");
    }

    static ApiException tooMany(long datapoints, long most) {
        return combination("You have requested up to " + datapoints + " datapoints, which exceeds the limit of " + most
                + ". You may reduce the datapoints requested by increasing Period, or decreasing the time range.");
    }

    static ApiException token() {
        return new InvalidNextToken("The token is invalid.");
    }

    /** An alarm: AWS says nothing but the code (recorded: test_set_alarm_invalid_input). */
    static ApiException noAlarm() {
        return ResourceNotFound.builder().build();
    }

    static ApiException noDashboard(String name) {
        return new DashboardNotFoundError("Dashboard " + name + " does not exist");
    }

    static ApiException notFound(String type, String id) {
        return ResourceNotFoundException.builder()
                .resourceType(type)
                .resourceId(id)
                .build();
    }

    static ApiException limit(String message) {
        return new LimitExceededFault(message);
    }
}
