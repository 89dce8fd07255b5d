package cloudjar.services.lambda;

import cloudjar.api.lambda.CodeSigningConfigNotFoundException;
import cloudjar.api.lambda.CodeStorageExceededException;
import cloudjar.api.lambda.CodeVerificationFailedException;
import cloudjar.api.lambda.EventSourceMappingConfiguration;
import cloudjar.api.lambda.InvalidParameterValueException;
import cloudjar.api.lambda.InvalidRequestContentException;
import cloudjar.api.lambda.InvalidRuntimeException;
import cloudjar.api.lambda.InvalidZipFileException;
import cloudjar.api.lambda.PolicyLengthExceededException;
import cloudjar.api.lambda.PreconditionFailedException;
import cloudjar.api.lambda.ProvisionedConcurrencyConfigNotFoundException;
import cloudjar.api.lambda.RecursiveInvocationException;
import cloudjar.api.lambda.RequestTooLargeException;
import cloudjar.api.lambda.ResourceConflictException;
import cloudjar.api.lambda.ResourceInUseException;
import cloudjar.api.lambda.ResourceNotFoundException;
import cloudjar.api.lambda.ServiceException;
import cloudjar.api.lambda.TooManyRequestsException;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;

/** What Lambda says when it refuses: from recorded answers where they have the sentence, else from the API Reference. */
final class LambdaErrors {
    private static final String USER = "User";
    private static final int TOO_LARGE = 413;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private LambdaErrors() {}

    static ApiException invalid(String message) {
        return InvalidParameterValueException.builder()
                .type(USER)
                .message(message)
                .build();
    }

    /** An invalid parameter whose answer has no type, as some have. */
    static ApiException untyped(String message) {
        return InvalidParameterValueException.builder().message(message).build();
    }

    static ApiException otherAccount() {
        return new CommonException("AccessDeniedException", FORBIDDEN, "");
    }

    static ApiException noAlias(String arn) {
        return notFound("Cannot find alias arn: " + arn);
    }

    static ApiException validation(String message) {
        return new CommonException("ValidationException", BAD_REQUEST, message);
    }

    static ApiException notFound(String message) {
        return ResourceNotFoundException.builder().type(USER).message(message).build();
    }

    static ApiException noFunction(String arn) {
        return notFound("Function not found: " + arn);
    }

    static ApiException conflict(String message) {
        return ResourceConflictException.builder().type(USER).message(message).build();
    }

    static ApiException functionExists(String name) {
        return conflict("Function already exist: " + name);
    }

    static ApiException nameTooLong(String name, int max) {
        return invalid("1 validation error detected: Value '" + name
                + "' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to "
                + max);
    }

    static ApiException otherRegion(String region, String here) {
        return notFound("Functions from '" + region + "' are not reachable in this region ('" + here + "')");
    }

    static ApiException qualifiersDiffer() {
        return invalid("The derived qualifier from the function name does not match the specified qualifier.");
    }

    static ApiException latestStays() {
        return invalid("$LATEST version cannot be deleted without deleting the function.");
    }

    static ApiException revision(String what) {
        return PreconditionFailedException.builder()
                .type(USER)
                .message("The Revision Id provided does not match the latest Revision Id. Call the " + what
                        + " API to retrieve the latest Revision Id")
                .build();
    }

    static ApiException functionsOnly() {
        return invalid("This operation is permitted on Lambda functions only. Aliases and versions do not support this"
                + " operation. Please specify either a function name or an unqualified function ARN.");
    }

    static ApiException notZip() {
        return invalid("Could not unzip uploaded file. Please check your file, then try to upload again.");
    }

    static ApiException unzippedTooLarge(long max) {
        return invalid("Unzipped size must be smaller than " + max + " bytes");
    }

    static ApiException zippedTooLarge(long max) {
        return new CommonException(
                "RequestEntityTooLargeException", TOO_LARGE, "Zipped size must be smaller than " + max + " bytes");
    }

    static ApiException requestTooLarge(long max, String operation) {
        return new CommonException(
                "RequestEntityTooLargeException",
                TOO_LARGE,
                "Request must be smaller than " + max + " bytes for the " + operation + " operation");
    }

    /** The code as the API Reference has it for mismatches under ENFORCE; the sentence is ours. */
    static ApiException untrusted() {
        return CodeVerificationFailedException.builder()
                .type(USER)
                .message(
                        "Lambda cannot deploy the function: the code is not signed by a signing profile that the code signing"
                                + " configuration allows, and its policy is Enforce.")
                .build();
    }

    static ApiException payloadTooLarge(int max, String operation) {
        return RequestTooLargeException.builder()
                .type(USER)
                .message("Request must be smaller than " + max + " bytes for the " + operation + " operation")
                .build();
    }

    static ApiException storageExceeded() {
        return CodeStorageExceededException.builder()
                .type(USER)
                .message("Code storage limit exceeded.")
                .build();
    }

    static ApiException notJson(String detail) {
        return InvalidRequestContentException.builder()
                .type(USER)
                .message("Could not parse request body into json: " + detail)
                .build();
    }

    static ApiException throttled(String reason) {
        return TooManyRequestsException.builder()
                .type(USER)
                .reason(reason)
                .message("Rate Exceeded.")
                .build();
    }

    static ApiException roleCannotBeAssumed() {
        return invalid("The role defined for the function cannot be assumed by Lambda.");
    }

    static ApiException service(String message) {
        return ServiceException.builder().type("Service").message(message).build();
    }

    static ApiException noPolicy() {
        return notFound("The resource you requested does not exist.");
    }

    static ApiException noInvokeConfig(String arn) {
        return notFound("The function " + arn + " doesn't have an EventInvokeConfig");
    }

    static ApiException noProvisioned() {
        return ProvisionedConcurrencyConfigNotFoundException.builder()
                .type(USER)
                .message("No Provisioned Concurrency Config found for this function")
                .build();
    }

    static ApiException noSigningConfig(String arn) {
        return ResourceNotFoundException.builder()
                .message("The Lambda code signing configuration " + arn + " can not be found.")
                .build();
    }

    static ApiException signingConfigGone(String arn) {
        return CodeSigningConfigNotFoundException.builder()
                .type(USER)
                .message("The code signing configuration cannot be found. Check that the provided configuration is not"
                        + " deleted: " + arn + ".")
                .build();
    }

    static ApiException inUse(String message) {
        return ResourceInUseException.builder().type(USER).message(message).build();
    }

    static ApiException policyTooLong(int size) {
        return PolicyLengthExceededException.builder()
                .type(USER)
                .message("The final policy size (" + size + ") is bigger than the limit (20480).")
                .build();
    }

    static ApiException cannotRun(String why) {
        return InvalidRuntimeException.builder().type(USER).message(why).build();
    }

    static ApiException badCode(String why) {
        return InvalidZipFileException.builder().type(USER).message(why).build();
    }

    static ApiException loop() {
        return RecursiveInvocationException.builder()
                .type(USER)
                .message("Lambda has detected your function being invoked in a recursive loop with other AWS resources"
                        + " and stopped your function's invocation.")
                .build();
    }

    /** Recorded: test_duplicate_event_source_mappings, of queues and of streams. */
    static ApiException mappingExists(EventSourceMappingConfiguration made, String twin) {
        String arn = String.valueOf(made.functionArn());
        String source = "(\" " + made.eventSourceArn() + " \") and function (\" "
                + arn.substring(arn.indexOf(":function:") + ":function:".length()) + " \")";
        return conflict(
                String.valueOf(made.eventSourceArn()).contains(":sqs:")
                        ? "An event source mapping with SQS arn " + source
                                + " already exists. Please update or delete the existing mapping with UUID " + twin
                        : "The event source arn " + source
                                + " provided mapping already exists. Please update or delete the existing mapping with"
                                + " UUID " + twin);
    }
}
