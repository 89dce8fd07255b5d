/** Attribute values: numbers, types, equality and order. */
@NullMarked
package cloudjar.services.dynamodb.value;

import org.jspecify.annotations.NullMarked;
