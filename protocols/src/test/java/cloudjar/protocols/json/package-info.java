/** Tests of the JSON codec. */
@NullMarked
package cloudjar.protocols.json;

import org.jspecify.annotations.NullMarked;
