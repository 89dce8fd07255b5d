/**
 * PartiQL as DynamoDB takes it: reads a statement into what it selects, inserts, updates or deletes. What it finds are the
 * same conditions and updates that expressions are read into.
 *
 * <p>Sources: Amazon DynamoDB Developer Guide, "PartiQL - a SQL-compatible query language for Amazon DynamoDB"; the sentences
 * of refusals are those that the public dynamodb-conformance suite holds against AWS.
 */
@NullMarked
package cloudjar.services.dynamodb.partiql;

import org.jspecify.annotations.NullMarked;
