/**
 * Amazon DynamoDB: tables, and items read and written by their whole key.
 *
 * <p>Known differences: a table is ready as soon as CreateTable has answered (which says CREATING, as AWS does), and gone as
 * soon as DeleteTable has. Queries, scans, updates, batches, transactions, expressions, streams and backups answer 501 and
 * say so; indexes are described and their key types checked, but nothing reads them yet.
 *
 * <p>The keys in the store are drawn in {@link cloudjar.services.dynamodb.DynamoDbTables}.
 */
@NullMarked
package cloudjar.services.dynamodb;

import org.jspecify.annotations.NullMarked;
