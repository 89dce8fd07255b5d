package cloudjar.services.kms;

import cloudjar.api.kms.RecipientInfo;
import cloudjar.kernel.call.NotImplemented;
import org.jspecify.annotations.Nullable;

/** Answers that only an attested enclave could read: there are none here, and none are made in the clear instead. */
final class Recipients {
    private Recipients() {}

    static void refuse(@Nullable RecipientInfo recipient) {
        if (recipient != null) {
            throw NotImplemented.of("kms", "Recipient");
        }
    }
}
