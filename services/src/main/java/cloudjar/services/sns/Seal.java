package cloudjar.services.sns;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Principal;

/**
 * How the texts of a publication are encrypted where it is kept.
 *
 * @param dataKey the data key as KMS encrypted it
 * @param topicArn to which KMS binds the data key
 * @param publisher on whose behalf KMS made it, and opens it
 */
record Seal(Bytes dataKey, String topicArn, Principal publisher) {}
