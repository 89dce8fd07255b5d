package cloudjar.services.dynamodb;

import cloudjar.api.kms.KeyMetadata;
import cloudjar.api.kms.KeyState;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;

/**
 * What DynamoDB says of keys of KMS: the words of KMS in its own. Their forms are those that users of AWS report (of the CDK,
 * issue 18616; of aws-solutions' generative-ai-application-builder-on-aws, issue 29).
 */
final class KeyErrors {
    private KeyErrors() {}

    /** KMS does not let the caller have the key, or does not have it. */
    static ApiException refused(ApiException refusal, Call call) {
        boolean denied = refusal.code().startsWith("AccessDenied");
        String message = said(refusal.code(), String.valueOf(refusal.getMessage()), call);
        return denied
                ? accessDenied("KMS key access denied error: " + message)
                : DynamoDbErrors.validation("KMS validation error: " + message);
    }

    /** The key cannot be used in the state that it is in. */
    static ApiException unusable(KeyMetadata key, Call call) {
        String arn = String.valueOf(key.arn());
        String message = KeyState.DISABLED.equals(key.keyState())
                ? said("DisabledException", arn + " is disabled.", call)
                : said("KMSInvalidStateException", arn + " is " + words(String.valueOf(key.keyState())) + ".", call);
        return DynamoDbErrors.validation("KMS validation error: " + message);
    }

    static ApiException asymmetric(KeyMetadata key, Call call) {
        return DynamoDbErrors.validation("KMS validation error: "
                + said("InvalidKeyUsageException", key.arn() + " key spec is " + key.keySpec() + ".", call));
    }

    /** KMS does not open the data key of items that the caller wants. */
    static ApiException notOpened(ApiException refusal, Call call) {
        return accessDenied(
                "KMS key access denied error: " + said(refusal.code(), String.valueOf(refusal.getMessage()), call));
    }

    /** Said to who wants the items of a table whose key cannot be used. The sentence is ours. */
    static ApiException inaccessible(DynamoTable table) {
        return accessDenied("KMS key access denied error: the key that table " + table.name()
                + " is encrypted with is not accessible; the table is "
                + table.passing());
    }

    private static ApiException accessDenied(String message) {
        return new CommonException("AccessDeniedException", 400, message);
    }

    /** {@code PendingDeletion} as {@code pending deletion}. */
    private static String words(String state) {
        return state.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT);
    }

    private static String said(String code, String message, Call call) {
        return "com.amazonaws.services.kms.model." + code + ": " + message
                + " (Service: AWSKMS; Status Code: 400; Error Code: " + code + "; Request ID: " + call.requestId()
                + "; Proxy: null)";
    }
}
