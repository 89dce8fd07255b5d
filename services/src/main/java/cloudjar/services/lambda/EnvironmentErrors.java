package cloudjar.services.lambda;

import cloudjar.api.lambda.KMSAccessDeniedException;
import cloudjar.api.lambda.KMSDisabledException;
import cloudjar.api.lambda.KMSInvalidStateException;
import cloudjar.api.lambda.KMSNotFoundException;
import cloudjar.kernel.shape.ApiException;

/**
 * What Lambda says where KMS refuses it a key for environment variables. Sentences as users met them (hashicorp/terraform issue 20813,
 * serverless/examples issue 279; of the states of keys the API Reference, Invoke).
 */
final class EnvironmentErrors {
    private static final String USER = "User";
    private static final String SETTINGS = " Please check the function's KMS key settings.";

    private EnvironmentErrors() {}

    /** A key that a function is to have is of no use. */
    static ApiException keyIsNoUse(ApiException kms) {
        return LambdaErrors.invalid(
                "Lambda was unable to configure access to your environment variables because the KMS key"
                        + " is invalid for CreateGrant. Please check your KMS key settings." + told(kms));
    }

    /** Variables that a function has cannot be read, by who wants to see or to change them. */
    static String cannotRead(ApiException kms) {
        return "Lambda was unable to decrypt your environment variables because the KMS access was denied. Please check"
                + " your KMS permissions." + told(kms);
    }

    /** A function cannot begin. */
    static ApiException cannotBegin(ApiException kms) {
        String begin = "Lambda was unable to decrypt the environment variables because ";
        return switch (kms.code()) {
            case "DisabledException" ->
                KMSDisabledException.builder()
                        .type(USER)
                        .message(begin + "the KMS key used is disabled." + SETTINGS + told(kms))
                        .build();
            case "KMSInvalidStateException" ->
                KMSInvalidStateException.builder()
                        .type(USER)
                        .message(begin + "the state of the KMS key used is not valid for Decrypt." + SETTINGS
                                + told(kms))
                        .build();
            case "NotFoundException" ->
                KMSNotFoundException.builder()
                        .type(USER)
                        .message(begin + "the KMS key was not found." + SETTINGS + told(kms))
                        .build();
            default ->
                KMSAccessDeniedException.builder()
                        .type(USER)
                        .message(begin + "KMS access was denied." + SETTINGS + told(kms))
                        .build();
        };
    }

    private static String told(ApiException kms) {
        return " KMS Exception: " + kms.code() + "KMS Message: " + kms.getMessage();
    }
}
