/**
 * Amazon S3 Control: what an account says about all of its buckets, access points, tags, and batch jobs over objects. It
 * knows buckets and objects by the API of S3 alone, and calls it as who asked, or as S3 Batch Operations.
 *
 * <p>Known differences: requests about multi-region access points are done at once, nothing is measured for Storage Lens, and access
 * grants know identities of IAM alone. Object lambda access points answer 501.
 *
 * <p>The keys in the store are drawn in {@link cloudjar.services.s3control.S3ControlTables}.
 */
@NullMarked
package cloudjar.services.s3control;

import org.jspecify.annotations.NullMarked;
