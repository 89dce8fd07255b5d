/** Tests of the ec2Query protocol. */
@NullMarked
package cloudjar.protocols.ec2query;

import org.jspecify.annotations.NullMarked;
