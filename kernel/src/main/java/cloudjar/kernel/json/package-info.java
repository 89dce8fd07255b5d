/**
 * JSON as values, for services whose documents no model describes: policies of forms, records to select from. What a model
 * describes is read by the protocols.
 */
@NullMarked
package cloudjar.kernel.json;

import org.jspecify.annotations.NullMarked;
