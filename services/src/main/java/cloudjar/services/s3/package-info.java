/**
 * Amazon S3: buckets, and objects of any size with their metadata, tags and checksums; listings; multipart uploads.
 *
 * <p>Content never lies in memory whole: an object is a list of blobs, a part each, and a copy shares the blobs of its
 * source. What a request sends is read to its end and verified before anything becomes visible.
 *
 * <p>Known differences: a bucket is reached through every region's endpoint, without a redirect. Its configuration is that
 * of a new bucket: what would change it answers 501, as do versions, ACLs, object lock, encryption with keys of KMS or the
 * caller, and S3 Select. An object whose storage class archives it is refused on reading, but cannot be restored.
 *
 * <p>The keys in the store are drawn in {@link cloudjar.services.s3.S3Tables}.
 */
@NullMarked
package cloudjar.services.s3;

import org.jspecify.annotations.NullMarked;
