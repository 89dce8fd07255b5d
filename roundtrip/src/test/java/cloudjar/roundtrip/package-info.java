/**
 * What AWS's own client for Java sends is what the server receives, and what the server answers is what the client
 * receives: random values for every operation of the services under test, without a line written for any operation.
 */
@NullMarked
package cloudjar.roundtrip;

import org.jspecify.annotations.NullMarked;
