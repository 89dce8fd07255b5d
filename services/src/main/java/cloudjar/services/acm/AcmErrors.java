package cloudjar.services.acm;

import cloudjar.api.acm.InvalidArnException;
import cloudjar.api.acm.InvalidDomainValidationOptionsException;
import cloudjar.api.acm.InvalidParameterException;
import cloudjar.api.acm.InvalidStateException;
import cloudjar.api.acm.InvalidTagException;
import cloudjar.api.acm.LimitExceededException;
import cloudjar.api.acm.RequestInProgressException;
import cloudjar.api.acm.ResourceNotFoundException;
import cloudjar.api.acm.TooManyTagsException;
import cloudjar.api.acm.ValidationException;
import cloudjar.kernel.shape.ApiException;

/** What Certificate Manager says when it refuses: as seen in AWS's answers, else in our wording. */
final class AcmErrors {
    private AcmErrors() {}

    static ApiException notFound(String arn, String account) {
        return new ResourceNotFoundException("Could not find certificate " + arn + " in account " + account + ".");
    }

    static ApiException arn(String arn) {
        return new InvalidArnException("The Amazon Resource Name (ARN) is not one of a certificate: " + arn);
    }

    static ApiException validation(String sentence) {
        return new ValidationException(sentence);
    }

    static ApiException parameter(String sentence) {
        return new InvalidParameterException(sentence);
    }

    static ApiException validationOptions(String sentence) {
        return new InvalidDomainValidationOptionsException(sentence);
    }

    static ApiException state(String sentence) {
        return new InvalidStateException(sentence);
    }

    static ApiException pending(String arn) {
        return new RequestInProgressException("Certificate " + arn + " is still in progress.");
    }

    static ApiException limit(String sentence) {
        return new LimitExceededException(sentence);
    }

    static ApiException tag(String sentence) {
        return new InvalidTagException(sentence);
    }

    static ApiException tooManyTags() {
        return new TooManyTagsException("A certificate can't have more than 50 tags.");
    }
}
