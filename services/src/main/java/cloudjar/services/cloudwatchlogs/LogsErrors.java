package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.AccessDeniedException;
import cloudjar.api.cloudwatchlogs.ConflictException;
import cloudjar.api.cloudwatchlogs.InvalidOperationException;
import cloudjar.api.cloudwatchlogs.InvalidParameterException;
import cloudjar.api.cloudwatchlogs.LimitExceededException;
import cloudjar.api.cloudwatchlogs.MalformedQueryException;
import cloudjar.api.cloudwatchlogs.QueryCompileError;
import cloudjar.api.cloudwatchlogs.QueryCompileErrorLocation;
import cloudjar.api.cloudwatchlogs.ResourceAlreadyExistsException;
import cloudjar.api.cloudwatchlogs.ResourceNotFoundException;
import cloudjar.api.cloudwatchlogs.ValidationException;
import cloudjar.kernel.shape.ApiException;

/** What CloudWatch Logs says when it refuses: from recorded answers where they have the sentence, else from the API Reference. */
final class LogsErrors {
    private LogsErrors() {}

    static ApiException invalid(String message) {
        return new InvalidParameterException(message);
    }

    static ApiException validation(String message) {
        return new ValidationException(message);
    }

    static ApiException groupExists() {
        return new ResourceAlreadyExistsException("The specified log group already exists");
    }

    static ApiException noGroup() {
        return new ResourceNotFoundException("The specified log group does not exist.");
    }

    static ApiException streamExists() {
        return new ResourceAlreadyExistsException("The specified log stream already exists");
    }

    static ApiException noStream() {
        return new ResourceNotFoundException("The specified log stream does not exist.");
    }

    static ApiException denied(String message) {
        return new AccessDeniedException(message);
    }

    static ApiException notFound(String message) {
        return new ResourceNotFoundException(message);
    }

    static ApiException guarded(String group) {
        return new ValidationException(
                "Log group " + group + " is protected from deletion. Turn deletion protection off first.");
    }

    static ApiException reservedName() {
        return invalid("Log groups starting with AWS/ are reserved for AWS.");
    }

    static ApiException token() {
        return invalid("The specified nextToken is invalid.");
    }

    static ApiException order() {
        return invalid("Log events in a single PutLogEvents request must be in chronological order.");
    }

    static ApiException span() {
        return invalid("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
    }

    static ApiException tooLarge(long bytes, long most) {
        return invalid("Upload too large: " + bytes + " bytes exceeds limit of " + most);
    }

    static ApiException key(Group group) {
        return invalid("The specified KMS key does not exist or is not allowed to be used with LogGroup '" + group.arn()
                + "'");
    }

    static ApiException malformed(String message, int from, int to) {
        return MalformedQueryException.builder()
                .message(message)
                .queryCompileError(QueryCompileError.builder()
                        .message(message)
                        .location(QueryCompileErrorLocation.builder()
                                .startCharOffset(from)
                                .endCharOffset(to)
                                .build())
                        .build())
                .build();
    }

    static ApiException conflict(String message) {
        return new ConflictException(message);
    }

    static ApiException limit() {
        return new LimitExceededException("Resource limit exceeded.");
    }

    static ApiException operation(String message) {
        return new InvalidOperationException(message);
    }
}
