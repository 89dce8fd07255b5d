/**
 * Content in a bucket of any store that speaks S3: an object each, named after its number below a prefix.
 *
 * <p>Nothing of AWS's SDK is needed: requests are signed here and sent by the JDK's client.
 */
@NullMarked
package cloudjar.kernel.blob.s3;

import org.jspecify.annotations.NullMarked;
