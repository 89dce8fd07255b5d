package cloudjar.services.s3;

import cloudjar.api.s3.MFADelete;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.identity.Identities;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Asks callers for the code of their device, where a bucket wants one before a version is gone for good.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html">its rules</a>
 */
record MultiFactorDelete(Identities identities) {
    /**
     * Refuses who may not delete a version of a bucket.
     *
     * @param mfa the header {@code x-amz-mfa}: a device's serial number, a blank, and the code that it shows
     */
    void require(Tx tx, Call call, S3Bucket bucket, @Nullable String mfa) {
        if (bucket.has(BucketTrait.MFA_DELETE)) {
            requireCode(tx, call, mfa);
        }
    }

    /** Refuses who may not change the versioning of a bucket: codes are wanted where they were or will be wanted. */
    void requireToChange(Tx tx, Call call, S3Bucket bucket, @Nullable String wanted, @Nullable String mfa) {
        if (wanted != null && !wanted.equals(MFADelete.ENABLED) && !wanted.equals(MFADelete.DISABLED)) {
            throw S3Errors.malformedXml();
        }
        boolean enables = MFADelete.ENABLED.equals(wanted);
        if (!enables && !bucket.has(BucketTrait.MFA_DELETE)) {
            return;
        }
        if (!(call.principal() instanceof Principal.Root root)
                || !root.account().equals(bucket.account())) {
            throw S3Errors.accessDenied();
        }
        requireCode(tx, call, mfa);
    }

    private void requireCode(Tx tx, Call call, @Nullable String mfa) {
        int blank = mfa == null ? -1 : mfa.lastIndexOf(' ');
        boolean accepted = mfa != null
                && blank > 0
                && identities.accepts(
                        tx, call.principal(), mfa.substring(0, blank).strip(), mfa.substring(blank + 1), call.time());
        if (!accepted) {
            throw ConfigurationErrors.mfaNeeded();
        }
    }
}
