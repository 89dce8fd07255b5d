/** Tests of the XML reader and writer. */
@NullMarked
package cloudjar.protocols.xml;

import org.jspecify.annotations.NullMarked;
