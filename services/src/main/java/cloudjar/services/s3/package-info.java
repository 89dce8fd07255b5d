/**
 * Amazon S3: buckets, and objects of any size with their versions, metadata, tags, checksums and locks; listings; multipart
 * uploads; who may use them; what becomes of them with time.
 *
 * <p>Content never lies in memory whole: an object is a list of blobs, a part each, and a copy shares the blobs of its
 * source. What a request sends is read to its end and verified before anything becomes visible.
 *
 * <p>Known differences: a host name that says no region has the buckets of all. Replicas are made in the store, without calls
 * that a trail would show. Tables of metadata are never made, and inventories in other forms than CSV answer 501.
 *
 * <p>The keys in the store are drawn in {@link cloudjar.services.s3.S3Tables}.
 */
@NullMarked
package cloudjar.services.s3;

import org.jspecify.annotations.NullMarked;
