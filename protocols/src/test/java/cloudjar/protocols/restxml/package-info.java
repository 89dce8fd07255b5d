/** Tests of the restXml protocol. */
@NullMarked
package cloudjar.protocols.restxml;

import org.jspecify.annotations.NullMarked;
