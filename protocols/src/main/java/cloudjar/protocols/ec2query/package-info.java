/** The ec2Query protocol: EC2's own variety of form parameters in, XML out. */
@NullMarked
package cloudjar.protocols.ec2query;

import org.jspecify.annotations.NullMarked;
