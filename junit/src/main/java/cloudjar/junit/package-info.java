/**
 * The cloud in a test: an extension for JUnit Jupiter (5 and 6) that starts it in the test's own JVM, forks a prepared
 * world for every test, and injects clients of the AWS SDK for Java v2, the world and its clock.
 *
 * <p>{@link cloudjar.junit.Cloudjar} is where to begin.
 */
@NullMarked
package cloudjar.junit;

import org.jspecify.annotations.NullMarked;
