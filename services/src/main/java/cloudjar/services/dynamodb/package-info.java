/**
 * Amazon DynamoDB: tables with their indexes, items, expressions, queries, scans, batches and transactions.
 *
 * <p>Known differences: with {@code --pace instant} a table is ready as soon as CreateTable has answered (which says CREATING,
 * as AWS does), and gone as soon as DeleteTable has; with {@code --pace real} both take seconds of the world's clock. Indexes
 * are as new as their table at every moment, where AWS's global ones may lag. Nothing is throttled. Streams, backups,
 * PartiQL, exports and global tables answer 501 and say so.
 *
 * <p>An operation on items is read whole into a record ({@link cloudjar.services.dynamodb.ItemWrite}, {@code QueryRequest}),
 * which checks what can be checked without the table, and is then run in one transaction. Expressions are in
 * {@link cloudjar.services.dynamodb.expression}; the older parameters are turned into the same conditions and updates.
 *
 * <p>The keys in the store are drawn in {@link cloudjar.services.dynamodb.DynamoDbTables}.
 */
@NullMarked
package cloudjar.services.dynamodb;

import org.jspecify.annotations.NullMarked;
