/**
 * Amazon DynamoDB and its streams: tables with their indexes, items, expressions, PartiQL, transactions, backups, replicas.
 *
 * <p>Known differences: with {@code --pace instant} a table is ready as soon as CreateTable has answered (which says CREATING,
 * as AWS does), and gone as soon as DeleteTable has; with {@code --pace real} both take seconds of the world's clock. Indexes
 * and replicas are as new as their table at every moment, where AWS's lag. DynamoDB Streams lives here too, since it reads
 * what tables write.
 *
 * <p>An operation on items is read whole into a record ({@link cloudjar.services.dynamodb.ItemWrite}, {@code QueryRequest}),
 * which checks what can be checked without the table, and is then run in one transaction. Expressions are in
 * {@link cloudjar.services.dynamodb.expression}, statements in
 * {@link cloudjar.services.dynamodb.partiql}; the older parameters are turned into the same conditions and updates.
 *
 * <p>The keys in the store are drawn in {@link cloudjar.services.dynamodb.DynamoDbTables}.
 */
@NullMarked
package cloudjar.services.dynamodb;

import org.jspecify.annotations.NullMarked;
