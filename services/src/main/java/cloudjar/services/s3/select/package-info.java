/**
 * The language of S3 Select: a query over the records of one object, evaluated while the object is read.
 *
 * <p>Text is parsed to a {@link cloudjar.services.s3.select.Query} of {@link cloudjar.services.s3.select.Expression}s;
 * {@link cloudjar.services.s3.select.Records} reads rows of CSV or JSON, and {@link cloudjar.services.s3.select.RowWriter}
 * writes what is selected. Nothing is held but one record and the aggregates.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference.html">the language</a>
 */
@NullMarked
package cloudjar.services.s3.select;

import org.jspecify.annotations.NullMarked;
