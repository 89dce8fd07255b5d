package cloudjar.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What AWS's clients throw at those whose calls are refused. */
public final class Refusals {
    private Refusals() {}

    /** The call is refused with an error code. */
    public static AwsServiceException assertRefused(ThrowingCallable call, String code) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).as("a refusal with " + code).isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode())
                .as(refusal.getMessage())
                .isEqualTo(code);
        return refusal;
    }

    /** As the other, with an HTTP status. */
    public static AwsServiceException assertRefused(ThrowingCallable call, String code, int status) {
        AwsServiceException refusal = assertRefused(call, code);
        assertThat(refusal.statusCode()).isEqualTo(status);
        return refusal;
    }

    /** As the other, with words that the message has. */
    public static AwsServiceException assertRefused(ThrowingCallable call, String code, String words) {
        AwsServiceException refusal = assertRefused(call, code);
        assertThat(refusal.awsErrorDetails().errorMessage()).contains(words);
        return refusal;
    }
}
