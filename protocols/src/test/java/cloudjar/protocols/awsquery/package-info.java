/** Tests of the awsQuery protocol. */
@NullMarked
package cloudjar.protocols.awsquery;

import org.jspecify.annotations.NullMarked;
