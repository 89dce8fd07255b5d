/** The protocols awsJson1.0 and awsJson1.1: every operation is a POST whose target is a header and whose body is JSON. */
@NullMarked
package cloudjar.protocols.awsjson;

import org.jspecify.annotations.NullMarked;
