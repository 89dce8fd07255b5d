package cloudjar.services.s3;

import cloudjar.api.s3.InvalidRequest;
import cloudjar.kernel.shape.ApiException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What S3 says when it refuses rules of a lifecycle. Recorded from AWS are those about midnight, tags and sizes; the others
 * are as users of Terraform quote them.
 */
final class LifecycleErrors {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private LifecycleErrors() {}

    static ApiException notMidnight(Instant date) {
        return S3Errors.invalidArgument("'Date' must be at midnight GMT", "Date", DATE.format(date));
    }

    static ApiException repeatedTag() {
        return new InvalidRequest("Duplicate Tag Keys are not allowed.");
    }

    static ApiException minimumSize(String value) {
        return new InvalidRequest("Invalid TransitionDefaultMinimumObjectSize found: " + value);
    }

    static ApiException noAction() {
        return new InvalidRequest("At least one action needs to be specified in a rule");
    }

    static ApiException repeatedId() {
        return S3Errors.invalidArgument("Rule ID must be unique. Found same ID for more than one rule", "ID", null);
    }

    static ApiException longId() {
        return S3Errors.invalidArgument("ID length should not exceed allowed limit of 255", "ID", null);
    }

    static ApiException abortWithTags() {
        return new InvalidRequest("AbortIncompleteMultipartUpload cannot be specified with Tags.");
    }

    static ApiException notPositive(String argument, String action, int days) {
        return S3Errors.invalidArgument(
                "'" + argument + "' for " + action + " action must be a positive integer",
                argument,
                Integer.toString(days));
    }

    static ApiException negativeDays() {
        return S3Errors.invalidArgument("'Days' in Transition action must be nonnegative", "Days", null);
    }
}
