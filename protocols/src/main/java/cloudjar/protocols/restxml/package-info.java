/** The restXml protocol, with the dialect that S3 speaks. */
@NullMarked
package cloudjar.protocols.restxml;

import org.jspecify.annotations.NullMarked;
