package cloudjar.services.s3;

import cloudjar.kernel.blob.Blob;
import java.time.Instant;

/**
 * A part of a multipart upload in progress.
 *
 * @param eTag without quotes: the MD5 of the part in hexadecimal
 * @param checksum of the algorithm that the upload names, or of the default one
 * @param nonce by which it is encrypted, where the upload has a key
 */
record UploadedPart(int number, Blob blob, String eTag, Instant lastModified, ObjectChecksum checksum, long nonce) {
    long length() {
        return blob.length();
    }
}
