/**
 * What our own tests stand on: the whole cloud in the test's JVM, AWS's clients pointed at it, and values at random.
 *
 * <p>{@link cloudjar.testkit.CloudExtension} is where a test begins.
 */
@NullMarked
package cloudjar.testkit;

import org.jspecify.annotations.NullMarked;
