/** Tests of the awsJson protocols. */
@NullMarked
package cloudjar.protocols.awsjson;

import org.jspecify.annotations.NullMarked;
