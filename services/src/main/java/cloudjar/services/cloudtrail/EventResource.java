package cloudjar.services.cloudtrail;

import cloudjar.kernel.tenancy.Arn;
import org.jspecify.annotations.Nullable;

/**
 * A resource that a call was about.
 *
 * @param type such as {@code AWS::S3::Bucket}
 * @param name as the call named it: a name or an ARN
 * @param arn null where it is not known
 */
record EventResource(String type, String name, @Nullable String arn) {
    /** The account that owns it, where its ARN says so. */
    @Nullable
    String account() {
        Arn known = arn == null ? null : Arn.parse(arn).orElse(null);
        return known == null || known.account().isEmpty() ? null : known.account();
    }
}
