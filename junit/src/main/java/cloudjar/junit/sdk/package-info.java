/** Clients of the AWS SDK for Java v2 whose requests go to the front door without a socket. Loaded where the SDK is there. */
@NullMarked
package cloudjar.junit.sdk;

import org.jspecify.annotations.NullMarked;
