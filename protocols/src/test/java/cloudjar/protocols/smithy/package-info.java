/**
 * AWS's own protocol test cases, read from {@code smithy-aws-protocol-tests} and run against our protocols as a server
 * sees them.
 */
@NullMarked
package cloudjar.protocols.smithy;

import org.jspecify.annotations.NullMarked;
