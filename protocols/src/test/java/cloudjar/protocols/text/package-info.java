/** Tests of single values as text. */
@NullMarked
package cloudjar.protocols.text;

import org.jspecify.annotations.NullMarked;
