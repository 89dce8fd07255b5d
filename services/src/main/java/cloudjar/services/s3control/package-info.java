/**
 * Amazon S3 Control: what an account says about all of its buckets, access points, tags, and batch jobs over objects. It
 * knows buckets and objects by the API of S3 alone, and calls it as who asked, or as S3 Batch Operations.
 *
 * <p>Known differences: policies of access points are kept and told, and decide nothing. A job's tasks are done as the
 * service, not as the job's role. Multi-region and object lambda access points, grants, and Storage Lens answer 501.
 *
 * <p>The keys in the store are drawn in {@link cloudjar.services.s3control.S3ControlTables}.
 */
@NullMarked
package cloudjar.services.s3control;

import org.jspecify.annotations.NullMarked;
