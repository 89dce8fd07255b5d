/** The awsQuery protocol: form parameters in, XML out. */
@NullMarked
package cloudjar.protocols.awsquery;

import org.jspecify.annotations.NullMarked;
