/**
 * DynamoDB's expression language: conditions and filters, projections, updates and key conditions, read by hand-written
 * parsers into records and evaluated on items. Messages are AWS's own.
 *
 * <p>A request's expressions are read with one {@link cloudjar.services.dynamodb.expression.Placeholders}, which knows in
 * the end what nobody used.
 */
@NullMarked
package cloudjar.services.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
